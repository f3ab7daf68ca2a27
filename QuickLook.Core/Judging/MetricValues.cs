using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Judging;

/// <summary>The values of one metric, ready to be judged and to be named in a sentence.</summary>
/// <param name="Metric">Key of the metric: <c>NOISE_AMP</c>.</param>
/// <param name="Values">One value, or one per element in order; NaN where there is none.</param>
/// <param name="Unit">Unit, such as <c>e-</c>; empty when it has none.</param>
/// <param name="ElementNames">Names of the elements, such as <c>A</c> to <c>D</c>; empty when they have none.</param>
public sealed record MetricValues(string Metric, ImmutableArray<double> Values, string Unit, ImmutableArray<string> ElementNames)
{
    private static readonly ImmutableArray<string> AmplifierLetters = ["A", "B", "C", "D"];

    /// <summary>Values without unit and element names.</summary>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="values">The values.</param>
    public MetricValues(string metric, params ReadOnlySpan<double> values)
        : this(metric, [.. values], string.Empty, []) { }

    /// <summary>
    /// Takes the values from a document: a number, or a flat array of numbers. Null and the texts that some engines write for it
    /// (<c>"NaN"</c>) become NaN.
    /// </summary>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="node">The value in METRICS.</param>
    /// <param name="unit">Unit, or empty.</param>
    /// <param name="elementNames">Names of the elements, or empty.</param>
    /// <returns>The values, or the reason why the node cannot be judged.</returns>
    public static Result<MetricValues> Read(string metric, JsonNode? node, string unit, ImmutableArray<string> elementNames)
    {
        var items = node is JsonArray array ? [.. array] : new[] { node };
        var values = ImmutableArray.CreateBuilder<double>(items.Length);
        foreach (var item in items)
        {
            if (!TryNumber(item, out var value))
            {
                return new Failure("the value is neither a number nor a flat array of numbers", metric);
            }

            values.Add(value);
        }

        return new MetricValues(metric, values.MoveToImmutable(), unit, elementNames.IsDefault ? [] : elementNames);
    }

    /// <summary>True when the elements are the four amplifiers in order A to D.</summary>
    public bool IsByAmplifier => AreAmplifiers(ElementNames);

    /// <summary>True for the names of the four amplifiers in order.</summary>
    /// <param name="names">Names of elements.</param>
    internal static bool AreAmplifiers(ImmutableArray<string> names) => names.AsSpan().SequenceEqual(AmplifierLetters.AsSpan());

    /// <summary>How a sentence calls an element: <c>amp C</c>, <c>w</c>, <c>element 3</c>; empty for a metric of one value.</summary>
    /// <param name="index">Position from 0.</param>
    public string NameOf(int index)
    {
        if (index < ElementNames.Length)
        {
            return IsByAmplifier ? $"amp {ElementNames[index]}" : ElementNames[index];
        }

        return Values.Length == 1 ? string.Empty : $"element {index + 1}";
    }

    private static bool TryNumber(JsonNode? node, out double value)
    {
        value = double.NaN;
        return node switch
        {
            null => true,
            JsonValue number when number.GetValueKind() == JsonValueKind.Number => TryDouble(number, out value),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>() is "NaN",
            _ => false,
        };
    }

    private static bool TryDouble(JsonValue number, out double value)
    {
        if (number.TryGetValue(out value))
        {
            return true;
        }

        if (number.TryGetValue(out long whole))
        {
            value = whole;
            return true;
        }

        value = double.NaN;
        return number.TryGetValue(out int small) && (value = small) == small;
    }
}
