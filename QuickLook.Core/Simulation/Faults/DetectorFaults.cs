using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Faults of CCDs and their electronics.</summary>
internal static class DetectorFaults
{
    private static readonly FaultAmount WhichAmplifier = new("which amplifier, 1 for A to 4 for D", string.Empty, 1, 4, 3, IsWhole: true);

    private static readonly (Amplifier One, Amplifier Other)[] Pairs =
    [
        (Amplifier.A, Amplifier.B),
        (Amplifier.C, Amplifier.D),
        (Amplifier.A, Amplifier.C),
        (Amplifier.B, Amplifier.D),
    ];

    /// <summary>The entries, in no order.</summary>
    public static ImmutableArray<FaultEntry> Entries { get; } =
    [
        OfElectronics(
            FaultKind.DeadAmplifier,
            "dead-amplifier",
            "An amplifier gives its offset and nothing else, neither signal nor noise",
            WhichAmplifier,
            (camera, amount) => camera.With(AmplifierOf(amount), amplifier => amplifier with { IsDead = true })
        ),
        OfElectronics(
            FaultKind.SwappedAmplifiers,
            "swapped-amplifiers",
            "Two amplifiers' cables are swapped: their pixels stand in each other's place",
            new FaultAmount("which pair: 1 A and B, 2 C and D, 3 A and C, 4 B and D", string.Empty, 1, Pairs.Length, 1, IsWhole: true),
            (camera, amount) => camera with { Wiring = Swapped(camera.Wiring, Pairs[(int)amount - 1]) }
        ),
        OfElectronics(
            FaultKind.BiasJump,
            "bias-jump",
            "The offset of amplifier A jumps after two fifths of the read-out",
            new FaultAmount("height of the jump", "ADU", -1000, 1000, 20),
            (camera, amount) => camera.With(Amplifier.A, amplifier => amplifier with { JumpLevel = amount, JumpAt = 0.4 })
        ),
        OfElectronics(
            FaultKind.ReadNoiseRise,
            "read-noise-rise",
            "The read noise of amplifier B is higher than the header promises",
            new FaultAmount("factor by which it rises", string.Empty, 1, 100, 2),
            (camera, amount) => camera.With(Amplifier.B, amplifier => amplifier with { ReadNoise = amplifier.ReadNoise * amount })
        ),
        OfElectronics(
            FaultKind.PatternNoise,
            "pattern-noise",
            "Electrical interference lays slanted stripes over a camera",
            new FaultAmount("amplitude of the wave", "ADU", 0.1, 1000, 3),
            (camera, amount) => camera with { Pattern = new PatternNoise(amount, PeriodColumns: 23.7, PeriodRows: 61.3) }
        ),
        OfExposedCcd(
            FaultKind.LightLeak,
            "light-leak",
            "Light from outside the fibers falls evenly on the CCDs",
            FaultPlace.EveryCamera,
            [Flavor.Science, Flavor.Dark, Flavor.Arc, Flavor.Flat],
            new FaultAmount("light", "e-/pixel/s", 0.001, 100, 0.03),
            (camera, amount) => camera with { StrayLight = amount }
        ),
        OfExposedCcd(
            FaultKind.WarmCcd,
            "warm-ccd",
            "A CCD is warm and has a high dark current",
            FaultPlace.Camera,
            [Flavor.Dark, Flavor.Science, Flavor.Arc, Flavor.Flat],
            new FaultAmount("dark current", "e-/pixel/s", 0.001, 100, 0.03),
            (camera, amount) => camera with { DarkCurrent = amount }
        ),
    ];

    private static Amplifier AmplifierOf(double amount) => (Amplifier)((int)amount - 1);

    private static ImmutableArray<Amplifier> Swapped(ImmutableArray<Amplifier> wiring, (Amplifier One, Amplifier Other) pair)
    {
        var (one, other) = ((int)pair.One, (int)pair.Other);
        return wiring.SetItem(one, wiring[other]).SetItem(other, wiring[one]);
    }

    private static FaultEntry OfElectronics(
        FaultKind kind,
        string name,
        string meaning,
        FaultAmount amount,
        Func<CameraSetup, double, CameraSetup> change
    ) =>
        OfExposedCcd(
            kind,
            name,
            meaning,
            FaultPlace.Camera,
            [Flavor.Science, Flavor.Arc, Flavor.Flat, Flavor.Zero, Flavor.Dark],
            amount,
            change
        );

    private static FaultEntry OfExposedCcd(
        FaultKind kind,
        string name,
        string meaning,
        FaultPlace place,
        ImmutableArray<Flavor> flavors,
        FaultAmount amount,
        Func<CameraSetup, double, CameraSetup> change
    ) =>
        new((setup, struck, size) => setup.With(struck.Contains, camera => change(camera, size)))
        {
            Kind = kind,
            Name = name,
            Meaning = meaning,
            Place = place,
            Flavors = flavors,
            Amount = amount,
        };
}
