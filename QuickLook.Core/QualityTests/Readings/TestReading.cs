using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>One test of one camera as its document tells it: verdict, values, and the limits that the verdict was made with.</summary>
public sealed record TestReading
{
    /// <summary>The stage (task of the document) that the test belongs to.</summary>
    public required string Stage { get; init; }

    /// <summary>How it is called, explained and drawn; made up from the key for a test that no mapping knows.</summary>
    public required TestMapping Test { get; init; }

    /// <summary>True when no mapping knows the test: the document has it, nobody described it.</summary>
    public bool IsUnmapped { get; init; }

    /// <summary>
    /// The document's verdict; <see cref="Judging.Quality.NotComputed"/> when it has none, <see cref="Judging.Quality.None"/> when it has none by design: the test is
    /// for cameras of other arms, or all that it judges is known to be broken.
    /// </summary>
    public required Quality Quality { get; init; }

    /// <summary>The judged value, element by element; empty when the document has no value that could be shown so.</summary>
    public ImmutableArray<ElementReading> Elements { get; init; } = [];

    /// <summary>Where the limits are from.</summary>
    public LimitsOrigin Limits { get; init; }

    /// <summary>What is missing or does not fit, one sentence; empty when all is there.</summary>
    public string Remark { get; init; } = string.Empty;
}
