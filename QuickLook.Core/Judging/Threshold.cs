using System.Collections.Immutable;

namespace QuickLook.Core.Judging;

/// <summary>What a metric is judged by: a reference and two ranges around it.</summary>
/// <param name="Reference">
/// One value per element of the metric, or a single one that holds for every element. Empty when nobody gave a reference; then the
/// verdict is <see cref="Quality.Unknown"/>.
/// </param>
/// <param name="Normal">Deviations that are normal.</param>
/// <param name="Warning">Deviations that are worth a warning; outside both ranges is an alarm.</param>
public sealed record Threshold(ImmutableArray<double> Reference, ToleranceRange Normal, ToleranceRange Warning)
{
    /// <summary>True when there is at least one reference value.</summary>
    public bool HasReference => !Reference.IsDefaultOrEmpty;
}
