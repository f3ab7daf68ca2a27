using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Faults of sky, shutter and lamps.</summary>
internal static class LightFaults
{
    private static readonly ImmutableArray<Flavor> Lit = [Flavor.Science, Flavor.Arc, Flavor.Flat];
    private static readonly ArcLamp[] OtherLamps = [ArcLamp.Krypton, ArcLamp.Xenon];

    /// <summary>The entries, in no order.</summary>
    public static ImmutableArray<FaultEntry> Entries { get; } =
    [
        Entry(
            FaultKind.ShutterClosed,
            "shutter-closed",
            "The shutter does not open, or not wholly",
            Lit,
            new FaultAmount("part of the light that is kept out", string.Empty, 0.01, 1, 1),
            (light, amount) => light.Times(1 - amount)
        ),
        Entry(
            FaultKind.WrongLamp,
            "wrong-lamp",
            "Another arc lamp burns than those that were asked for",
            [Flavor.Arc],
            new FaultAmount("which: 1 krypton, 2 xenon", string.Empty, 1, OtherLamps.Length, 1, IsWhole: true),
            (light, amount) => light with { ArcLamps = ImmutableDictionary<ArcLamp, double>.Empty.Add(OtherLamps[(int)amount - 1], 1) }
        ),
        Entry(
            FaultKind.WeakLamp,
            "weak-lamp",
            "The lamps are much fainter than usual",
            [Flavor.Flat, Flavor.Arc],
            new FaultAmount("part of the light that is left", string.Empty, 0, 1, 0.3),
            (light, amount) => light.Times(amount)
        ),
        Entry(
            FaultKind.Cloud,
            "cloud",
            "A cloud dims targets and standard stars; the sky stays as it is",
            [Flavor.Science],
            new FaultAmount("extinction", "mag", 0.1, 10, 1.5),
            (light, amount) => light with { Targets = light.Targets * Math.Pow(10, -0.4 * amount) }
        ),
        Entry(
            FaultKind.Moonlight,
            "moonlight",
            "The moon brightens the sky's continuum where it should not",
            [Flavor.Science],
            new FaultAmount("moonlight in units of the dark sky's continuum", string.Empty, 0.1, 1000, 2),
            (light, amount) => light with { Moon = light.Moon + amount }
        ),
        Entry(
            FaultKind.Saturation,
            "saturation",
            "Far too much light: the bright pixels saturate",
            Lit,
            new FaultAmount("factor on all light", string.Empty, 2, 100_000, 200),
            (light, amount) => light.Times(amount)
        ),
        Entry(
            FaultKind.MissingSkyLines,
            "missing-sky-lines",
            "The sky's spectrum lacks its emission lines",
            [Flavor.Science],
            new FaultAmount("part of the lines' light that is missing", string.Empty, 0.01, 1, 1),
            (light, amount) => light with { SkyLines = light.SkyLines * (1 - amount) }
        ),
    ];

    private static FaultEntry Entry(
        FaultKind kind,
        string name,
        string meaning,
        ImmutableArray<Flavor> flavors,
        FaultAmount amount,
        Func<LightSetup, double, LightSetup> change
    ) =>
        new((setup, struck, size) => setup.With(struck.Contains, camera => camera with { Light = change(camera.Light, size) }))
        {
            Kind = kind,
            Name = name,
            Meaning = meaning,
            Place = FaultPlace.EveryCamera,
            Flavors = flavors,
            Amount = amount,
        };
}
