using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>All kinds of faults that can be put into an exposure.</summary>
public static class FaultCatalog
{
    /// <summary>An entry for each <see cref="FaultKind"/>, in its order.</summary>
    public static ImmutableArray<FaultEntry> All { get; } =
    [
        .. DetectorFaults
            .Entries.Concat(LightFaults.Entries)
            .Concat(OpticsFaults.Entries)
            .Concat(FileFaults.Entries)
            .OrderBy(entry => entry.Kind),
    ];

    /// <summary>The entry of a kind.</summary>
    /// <param name="kind">Which.</param>
    public static FaultEntry Of(FaultKind kind) => All.First(entry => entry.Kind == kind);

    /// <summary>The entry with a name.</summary>
    /// <param name="name">What is written, in any case.</param>
    /// <returns>The entry; or that there is none, with a hint at what was probably meant.</returns>
    public static Result<FaultEntry> Find(string name) =>
        All.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found
            : new Failure($"'{Shorten(name)}' is not a fault{Spelling.Hint(name, All.Select(entry => entry.Name))}");

    /// <summary>Whether a fault can happen in an exposure.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="flavor">Flavor of the exposure.</param>
    /// <param name="cameras">Its cameras, in order; at least one.</param>
    /// <returns>Null when it can; else why not: flavor, amount, a camera that is not there, or that no camera would be left.</returns>
    public static Failure? WhyNot(SeededFault fault, Flavor flavor, IReadOnlyList<CameraId> cameras)
    {
        var entry = Of(fault.Kind);
        if (!entry.Flavors.Contains(flavor))
        {
            var flavors = string.Join(", ", entry.Flavors.Select(possible => possible.Name()));
            return new Failure($"{entry.Name} cannot happen in an exposure of flavor {flavor.Name()}; it can in: {flavors}");
        }

        if (
            !entry.AmountOf(fault.Amount).TryGet(out _, out var failure)
            || !entry.CamerasOf(fault.Camera, cameras).TryGet(out var struck, out failure)
        )
        {
            return failure;
        }

        var takesCameras = fault.Kind is FaultKind.MissingCamera or FaultKind.MissingPetal;
        return takesCameras && cameras.All(struck.Contains) ? new Failure($"{entry.Name} would leave no camera in the exposure") : null;
    }

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
