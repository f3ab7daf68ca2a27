using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads one entry of a stage's <c>qa_list</c>.</summary>
internal static class TestReader
{
    private const string StatusSuffix = "_STATUS";
    private const int MostElements = 64;
    private const int MostFigures = 20;

    /// <summary>Reads a test; <see cref="TestMapping.IsComputed"/> is set later, when the recipe is known.</summary>
    /// <returns>The test, to be thrown away when there are faults; null when the entry is not an object.</returns>
    public static TestMapping? Read(LocatedJson node, FaultList faults)
    {
        var test = MappingObject.Of(
            node,
            faults,
            "display_name",
            "status_key",
            "name",
            "metric",
            "test",
            "unit",
            "help",
            "action",
            "elements",
            "limits",
            "figures",
            "parameters"
        );
        if (test is null)
        {
            return null;
        }

        var statusKey = test.RequiredText("status_key");
        ImmutableArray<string> elements = [.. test.OptionalTexts("elements", MostElements)];
        return new TestMapping
        {
            DisplayName = test.RequiredText("display_name"),
            StatusKey = statusKey,
            Name = test.RequiredText("name"),
            Metric = test.OptionalText("metric") ?? MetricOf(statusKey),
            Test = test.OptionalText("test"),
            Unit = test.OptionalText("unit") ?? string.Empty,
            Help = test.OptionalText("help") ?? string.Empty,
            Action = test.OptionalText("action") ?? string.Empty,
            Elements = elements,
            Limits = test.Find("limits") is { } limits ? LimitsReader.Read(limits, elements.Length, faults) : null,
            Figures = [.. test.OptionalTexts("figures", MostFigures)],
            Parameters = ReadParameters(test, faults),
        };
    }

    /// <summary>Reads <c>parameters</c>: any values by key.</summary>
    public static ImmutableDictionary<string, JsonNode> ReadParameters(MappingObject owner, FaultList faults)
    {
        if (owner.Find("parameters") is not { } node)
        {
            return ImmutableDictionary<string, JsonNode>.Empty;
        }

        if (node.Kind != System.Text.Json.JsonValueKind.Object)
        {
            faults.Add(node, $"an object is expected, not {node.KindName}");
            return ImmutableDictionary<string, JsonNode>.Empty;
        }

        var parameters = ImmutableDictionary.CreateBuilder<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Properties)
        {
            if (value.ToNode() is { } parameter)
            {
                parameters[key] = parameter;
            }
            else
            {
                faults.Add(value, "a parameter has a value; leave the key out instead of null");
            }
        }

        return parameters.ToImmutable();
    }

    private static string MetricOf(string statusKey) =>
        statusKey.EndsWith(StatusSuffix, StringComparison.Ordinal) ? statusKey[..^StatusSuffix.Length] : statusKey;
}
