using System.Collections.Immutable;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>What a document says of a metric by fiber.</summary>
/// <param name="Metric">Key of the metric.</param>
/// <param name="Series">One per array of the metric that could be joined to fibers; empty when none could.</param>
/// <param name="Remark">One sentence on what could not be joined and why; empty when everything was.</param>
public sealed record FiberReading(string Metric, ImmutableArray<FiberSeries> Series, string Remark)
{
    /// <summary>True when there is at least one value.</summary>
    public bool HasValues => Series.Any(series => series.Known > 0);

    /// <summary>A series by name, in any case; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    public FiberSeries? Find(string name) =>
        Series.FirstOrDefault(series => string.Equals(series.Name, name, StringComparison.OrdinalIgnoreCase));
}
