using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Lists of absolute fiber numbers that stand beside every metric with one value per fiber. The original's lists (<c>FIBERID</c>,
/// <c>SKYFIBERID</c>, ...) hold positions on the petal and stay what they are.
/// </summary>
internal static class FiberLists
{
    /// <summary>Key of the numbers of all spectra, in order.</summary>
    public const string All = "FIBER_NUMBERS";

    /// <summary>Key of the numbers of the fibers on blank sky, ascending.</summary>
    public const string Sky = "SKY_FIBER_NUMBERS";

    /// <summary>Numbers of all fibers.</summary>
    /// <param name="fibers">The fibers.</param>
    public static JsonArray NumbersOf(PetalFibers fibers) => MetricJson.Integers(fibers.Numbers.Select(fiber => fiber.Number));

    /// <summary>Numbers of some of the fibers.</summary>
    /// <param name="fibers">The fibers.</param>
    /// <param name="positions">Positions among them.</param>
    public static JsonArray NumbersOf(PetalFibers fibers, IEnumerable<int> positions) =>
        MetricJson.Integers(positions.Select(position => fibers.Numbers[position].Number));

    /// <summary>Positions on the petal, as the original counts fibers.</summary>
    /// <param name="fibers">The fibers.</param>
    /// <param name="positions">Positions among them.</param>
    public static JsonArray PositionsOf(PetalFibers fibers, IEnumerable<int> positions) =>
        MetricJson.Integers(positions.Select(position => fibers.Numbers[position].LocalIndex));

    /// <summary>Which list belongs to which metric, for <see cref="QualityTestResult.FibersOf"/>.</summary>
    /// <param name="list">Key of the list.</param>
    /// <param name="metrics">Keys of the metrics.</param>
    public static ImmutableDictionary<string, string> Join(string list, params ReadOnlySpan<string> metrics) =>
        ImmutableDictionary<string, string>.Empty.Join(list, metrics);

    /// <summary>Adds which list belongs to which metric.</summary>
    /// <param name="fibersOf">What is known so far.</param>
    /// <param name="list">Key of the list.</param>
    /// <param name="metrics">Keys of the metrics.</param>
    public static ImmutableDictionary<string, string> Join(
        this ImmutableDictionary<string, string> fibersOf,
        string list,
        params ReadOnlySpan<string> metrics
    )
    {
        foreach (var metric in metrics)
        {
            fibersOf = fibersOf.SetItem(metric, list);
        }

        return fibersOf;
    }
}
