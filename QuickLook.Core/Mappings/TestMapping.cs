using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>One quality test as it is shown and judged. Everything but the first three properties is QuickLook's extension and optional in a file.</summary>
public sealed record TestMapping
{
    /// <summary>As screens show it: <c>Noise AMP</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Key of the status in the stage's METRICS and in the log: <c>NOISE_AMP_STATUS</c>.</summary>
    public required string StatusKey { get; init; }

    /// <summary>Short name, used in addresses and for figures: <c>rms</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the judged value in METRICS: <c>NOISE_AMP</c>. Defaults to the status key without <c>_STATUS</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Name of the quality test that computes it: <c>Get_RMS</c>; null when another engine does.</summary>
    public string? Test { get; init; }

    /// <summary>Unit of the value, such as <c>e-</c>; empty when it has none.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>What the test means, for an operator; empty when nobody wrote it.</summary>
    public string Help { get; init; } = string.Empty;

    /// <summary>What to do when it alarms; empty when nobody wrote it.</summary>
    public string Action { get; init; } = string.Empty;

    /// <summary>Names of the elements of an array value (<c>A</c>..<c>D</c>, <c>x</c>, <c>w</c>); empty for a single value.</summary>
    public ImmutableArray<string> Elements { get; init; } = [];

    /// <summary>What it is judged by; null when the file has none, then the verdict is unknown.</summary>
    public TestLimits? Limits { get; init; }

    /// <summary>Arms whose cameras it is for; empty for all. On others it is absent by design: neither a pass nor missing.</summary>
    public ImmutableArray<Arm> Arms { get; init; } = [];

    /// <summary>Figures of the drill-down, in order, after the summary table that every test has.</summary>
    public ImmutableArray<FigureMapping> Figures { get; init; } = [];

    /// <summary>
    /// What the test computes with, by key, as in the document's PARAMS (<c>CUTPIX</c>, <c>PERCENTILES</c>, ...). Treat as read-only; clone
    /// before putting a value into a document.
    /// </summary>
    public ImmutableDictionary<string, JsonNode> Parameters { get; init; } = ImmutableDictionary<string, JsonNode>.Empty;

    /// <summary>
    /// False for a mapped test whose recipe step QuickLook does not run yet; screens say so instead of showing a test that is missing.
    /// </summary>
    public bool IsComputed { get; init; } = true;
}
