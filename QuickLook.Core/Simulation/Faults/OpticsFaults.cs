using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Faults of spectrographs and fibers.</summary>
internal static class OpticsFaults
{
    /// <summary>Without a common factor with any number of fibers, so that the broken ones lie apart and none is counted twice.</summary>
    private const int StepBetweenBroken = 37;
    private const int FirstBroken = 11;

    /// <summary>The entries, in no order.</summary>
    public static ImmutableArray<FaultEntry> Entries { get; } =
    [
        Entry(
            FaultKind.TraceShift,
            "trace-shift",
            "The spectra have moved across the dispersion since the calibration",
            FaultPlace.Camera,
            new FaultAmount("displacement", "pixel", -3, 3, 0.6),
            (camera, amount) => camera with { ShiftX = camera.ShiftX + amount }
        ),
        Entry(
            FaultKind.Defocus,
            "defocus",
            "A camera is out of focus: the images of fibers and lines are wide",
            FaultPlace.Camera,
            new FaultAmount("factor on their widths", string.Empty, 1, 5, 1.5),
            (camera, amount) => camera with { WidthFactor = amount }
        ),
        Entry(
            FaultKind.BrokenFibers,
            "broken-fibers",
            "Fibers of a petal pass no light",
            FaultPlace.Petal,
            new FaultAmount("how many fibers", string.Empty, 1, 100, 10, IsWhole: true),
            (camera, amount) => camera with { FiberTransmission = WithBroken(camera.FiberTransmission, (int)amount) }
        ),
    ];

    private static ImmutableArray<double> WithBroken(ImmutableArray<double> transmission, int count)
    {
        var changed = transmission.ToBuilder();
        for (var i = 0; i < count; i++)
        {
            changed[(FirstBroken + (i * StepBetweenBroken)) % changed.Count] = 0;
        }

        return changed.MoveToImmutable();
    }

    private static FaultEntry Entry(
        FaultKind kind,
        string name,
        string meaning,
        FaultPlace place,
        FaultAmount amount,
        Func<CameraSetup, double, CameraSetup> change
    ) =>
        new((setup, struck, size) => setup.With(struck.Contains, camera => change(camera, size)))
        {
            Kind = kind,
            Name = name,
            Meaning = meaning,
            Place = place,
            Flavors = [Flavor.Science, Flavor.Arc, Flavor.Flat],
            Amount = amount,
        };
}
