using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>A stage: one column of the monitor, one task of the merged document, several recipe steps.</summary>
public sealed record StageMapping
{
    /// <summary>Name of the task in the merged document: <c>CHECK_CCDs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As screens show it: <c>CHECK CCDS</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Text in an engine's log with which the stage begins; a plain substring.</summary>
    public required string StartText { get; init; }

    /// <summary>Text in an engine's log with which the stage ends; a plain substring.</summary>
    public required string EndText { get; init; }

    /// <summary>The tests shown in this stage, in order.</summary>
    public required ImmutableArray<TestMapping> Tests { get; init; }
}
