using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Detector;

namespace QuickLook.Core.Simulation.Setup;

/// <summary>
/// An exposure as it is going to be written: its cameras and what concerns the files as a whole. A fault is a function from one to the next. Immutable.
/// </summary>
internal sealed record ExposureSetup
{
    /// <summary>What was ordered.</summary>
    public required ExposureOrder Order { get; init; }

    /// <summary>The instrument.</summary>
    public required SimulatedInstrument Instrument { get; init; }

    /// <summary>The cameras in the file, in the order of their HDUs.</summary>
    public required ImmutableArray<CameraSetup> Cameras { get; init; }

    /// <summary>The night that the headers name.</summary>
    public required Night HeaderNight { get; init; }

    /// <summary>Whether a fibermap is written.</summary>
    public required bool HasFibermap { get; init; }

    /// <summary>Fraction of the raw file's bytes that are there, from its beginning; 1 for a whole file.</summary>
    public double KeptFraction { get; init; } = 1;

    /// <summary>The exposure as it should be, without any fault.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="order">The order.</param>
    public static ExposureSetup Of(SimulatedInstrument instrument, ExposureOrder order) =>
        new()
        {
            Order = order,
            Instrument = instrument,
            Cameras = [.. order.Cameras.Distinct().Order().Select(camera => CameraHardware.Setup(camera, instrument.Size, order))],
            HeaderNight = order.Night,
            HasFibermap = order.Flavor is Flavor.Science or Flavor.Arc or Flavor.Flat,
        };

    /// <summary>The same exposure with some of its cameras changed.</summary>
    /// <param name="isChanged">Which.</param>
    /// <param name="change">What becomes of each.</param>
    public ExposureSetup With(Func<CameraId, bool> isChanged, Func<CameraSetup, CameraSetup> change) =>
        this with
        {
            Cameras = [.. Cameras.Select(camera => isChanged(camera.Camera) ? change(camera) : camera)],
        };

    /// <summary>The same exposure without some of its cameras.</summary>
    /// <param name="isMissing">Which.</param>
    public ExposureSetup Without(Func<CameraId, bool> isMissing) =>
        this with
        {
            Cameras = [.. Cameras.Where(camera => !isMissing(camera.Camera))],
        };
}
