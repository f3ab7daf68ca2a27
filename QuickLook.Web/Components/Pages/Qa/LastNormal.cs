using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Judging;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>The newest exposure before this one in which a test was normal: same flavor, program and camera.</summary>
/// <param name="Run">The camera in that exposure.</param>
/// <param name="Values">Its values, element by element; NaN where there was none.</param>
public sealed record LastNormal(PastRun Run, ImmutableArray<double> Values)
{
    /// <summary>Finds it.</summary>
    /// <param name="past">The exposures before, newest first.</param>
    /// <param name="statusKey">The test.</param>
    /// <returns>Null when it was never normal, or not in the exposures that were read.</returns>
    public static LastNormal? Of(ImmutableArray<PastRun> past, string statusKey)
    {
        foreach (var run in past)
        {
            var test = run.Tests.FirstOrDefault(test => test.StatusKey == statusKey);
            if (test is { Quality: Quality.Normal } && ValuesOf(test.Value) is { IsEmpty: false } values)
            {
                return new LastNormal(run, values);
            }
        }

        return null;
    }

    /// <summary>How much an element has changed since; NaN when either has no value.</summary>
    /// <param name="index">Index of the element.</param>
    /// <param name="value">Its value now.</param>
    public double ChangeOf(int index, double value) => index < Values.Length ? value - Values[index] : double.NaN;

    /// <summary>The numbers of a stored value.</summary>
    /// <param name="value">A number, an array of numbers, or anything else.</param>
    public static ImmutableArray<double> ValuesOf(JsonNode? value) =>
        value switch
        {
            JsonArray list => [.. list.Select(Number)],
            JsonValue single when single.GetValueKind() == JsonValueKind.Number => [Number(single)],
            _ => [],
        };

    private static double Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            : double.NaN;
}
