using System.Collections.Immutable;
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

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
