using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests;

/// <summary>What a quality test found, as the merged document holds it (pipeline.md 4.2). Statuses are added by whoever judges.</summary>
/// <param name="Metrics">Values by key; a number that is not finite is null.</param>
/// <param name="Parameters">The parameters that the values depend on, by key.</param>
public sealed record QualityTestResult(JsonObject Metrics, JsonObject Parameters)
{
    /// <summary>
    /// Why the test says nothing about this camera although nothing went wrong, such as the r-band sky in a b camera; null when it does. There
    /// is no verdict then, and the metrics are normally empty.
    /// </summary>
    public string? NotApplicable { get; init; }

    /// <summary>
    /// Names of the elements of a judged metric where they depend on the exposure, such as the types of targets; by metric. What is not here
    /// has the names that the mapping gives.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Elements { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>
    /// Which list of fiber numbers (a key of <see cref="Metrics"/>) belongs to which metric with one value per fiber, so that nobody has to
    /// join them by position; by metric. The merged document holds it as <c>FIBERS_OF</c>.
    /// </summary>
    public ImmutableDictionary<string, string> FibersOf { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// How many of the things that a judged metric counts are known to be broken and therefore not in it, such as broken fibers in a number
    /// of good fibers; its reference is lower by as much. By metric.
    /// </summary>
    public ImmutableDictionary<string, int> AbsentByDesign { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// References that take the place of the mapping's, by metric; only the original's rules need that. Empty normally.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<double>> References { get; init; } =
        ImmutableDictionary<string, ImmutableArray<double>>.Empty;
}
