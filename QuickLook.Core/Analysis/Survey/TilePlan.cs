using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>The planned tiles as far as they could be read.</summary>
/// <param name="File">Name of the file, without its folder; empty when none was named.</param>
/// <param name="Tiles">The tiles; empty without a file or with a fault.</param>
/// <param name="Fault">Why the file cannot be used, with line or row; null when nothing is wrong, or no file was named.</param>
public sealed record TilePlan(string File, ImmutableArray<PlannedTile> Tiles, Failure? Fault)
{
    /// <summary>No file was named.</summary>
    public static TilePlan None { get; } = new(string.Empty, [], null);

    /// <summary>True when a file was named.</summary>
    public bool IsNamed => File.Length > 0;

    /// <summary>True when tiles have numbers, by which exposures find them.</summary>
    public bool HasNumbers { get; } = Tiles.Any(tile => tile.Number is not null);
}
