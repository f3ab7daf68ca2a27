using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Setup;

/// <summary>
/// Everything that decides the pixels of one camera, but for the random numbers. Made from instrument and order by <see cref="ExposureSetup.Of"/>; a
/// fault is a function that changes it. Immutable.
/// </summary>
internal sealed record CameraSetup
{
    /// <summary>Which camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>How large it is.</summary>
    public required InstrumentSize Size { get; init; }

    /// <summary>Exposure time, s.</summary>
    public required double ExposureSeconds { get; init; }

    /// <summary>Amplifiers A to D.</summary>
    public required ImmutableArray<AmplifierSetup> Amplifiers { get; init; }

    /// <summary>Which amplifier's pixels stand in the place of A to D in the raw image; usually each in its own.</summary>
    public ImmutableArray<Amplifier> Wiring { get; init; } = [Amplifier.A, Amplifier.B, Amplifier.C, Amplifier.D];

    /// <summary>Interference; null for none.</summary>
    public PatternNoise? Pattern { get; init; }

    /// <summary>The light.</summary>
    public required LightSetup Light { get; init; }

    /// <summary>What each fiber passes of its light, beside its usual throughput: 1 for all of it.</summary>
    public required ImmutableArray<double> FiberTransmission { get; init; }

    /// <summary>How far the spectra lie from the calibration's traces, across the dispersion, pixels.</summary>
    public double ShiftX { get; init; }

    /// <summary>How far the spectra lie from the calibration's traces, along the dispersion, pixels.</summary>
    public double ShiftY { get; init; }

    /// <summary>Widths of the images of fibers and lines in units of the usual ones: 1 is in focus.</summary>
    public double WidthFactor { get; init; } = 1;

    /// <summary>Electrons per pixel and second that arise without light.</summary>
    public double DarkCurrent { get; init; }

    /// <summary>Electrons per pixel and second from light that did not come through the fibers.</summary>
    public double StrayLight { get; init; }

    /// <summary>Cosmic-ray tracks per million pixels of the CCD and 1000 s, those of the read-out time included.</summary>
    public double CosmicRays { get; init; }

    /// <summary>The same camera with one amplifier changed.</summary>
    /// <param name="amplifier">Which.</param>
    /// <param name="change">What becomes of it.</param>
    public CameraSetup With(Amplifier amplifier, Func<AmplifierSetup, AmplifierSetup> change) =>
        this with
        {
            Amplifiers = Amplifiers.SetItem((int)amplifier, change(Amplifiers[(int)amplifier])),
        };
}
