using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Faults of the files that an exposure consists of.</summary>
internal static class FileFaults
{
    private static readonly ImmutableArray<Flavor> AnyFlavor = [Flavor.Science, Flavor.Arc, Flavor.Flat, Flavor.Zero, Flavor.Dark];

    /// <summary>The entries, in no order.</summary>
    public static ImmutableArray<FaultEntry> Entries { get; } =
    [
        new((setup, struck, _) => setup.Without(struck.Contains))
        {
            Kind = FaultKind.MissingPetal,
            Name = "missing-petal",
            Meaning = "All cameras of a petal are missing from the file",
            Place = FaultPlace.Petal,
            Flavors = AnyFlavor,
        },
        new((setup, _, amount) => setup with { HeaderNight = new Night(setup.HeaderNight.Date.AddDays((int)amount)) })
        {
            Kind = FaultKind.WrongNight,
            Name = "wrong-night",
            Meaning = "The headers name another night than the folder",
            Place = FaultPlace.File,
            Flavors = AnyFlavor,
            Amount = new FaultAmount("by how much it is wrong", "nights", -1000, 1000, -1, IsWhole: true),
        },
        new((setup, _, amount) => setup with { KeptFraction = amount })
        {
            Kind = FaultKind.TruncatedFile,
            Name = "truncated-file",
            Meaning = "The raw file ends too early",
            Place = FaultPlace.File,
            Flavors = AnyFlavor,
            Amount = new FaultAmount("part of the file that is there", string.Empty, 0.05, 0.99, 0.6),
        },
        new((setup, struck, _) => setup.Without(struck.Contains))
        {
            Kind = FaultKind.MissingCamera,
            Name = "missing-camera",
            Meaning = "A camera is missing from the file",
            Place = FaultPlace.Camera,
            Flavors = AnyFlavor,
        },
        new((setup, _, _) => setup with { HasFibermap = false })
        {
            Kind = FaultKind.MissingFibermap,
            Name = "missing-fibermap",
            Meaning = "There is no fibermap",
            Place = FaultPlace.File,
            Flavors = [Flavor.Science, Flavor.Arc, Flavor.Flat],
        },
    ];
}
