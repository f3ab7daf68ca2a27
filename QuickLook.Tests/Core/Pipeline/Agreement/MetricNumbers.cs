using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuickLook.Tests.Core.Pipeline.Agreement;

/// <summary>A metric of a document as flat lists: nested arrays one after the other, null and NaN as NaN, words as words.</summary>
public sealed record MetricNumbers(IReadOnlyList<double> Numbers, IReadOnlyList<string> Words)
{
    public static MetricNumbers Of(JsonNode? node)
    {
        var numbers = new List<double>();
        var words = new List<string>();
        Collect(node, numbers, words);
        return new MetricNumbers(numbers, words);
    }

    public static string Text(double value) => double.IsNaN(value) ? "none" : value.ToString("G7", CultureInfo.InvariantCulture);

    private static void Collect(JsonNode? node, List<double> numbers, List<string> words)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    Collect(item, numbers, words);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                words.Add(value.GetValue<string>());
                break;
            case JsonValue value:
                numbers.Add(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture));
                break;
            default:
                numbers.Add(double.NaN);
                break;
        }
    }
}
