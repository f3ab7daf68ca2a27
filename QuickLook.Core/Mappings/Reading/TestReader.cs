using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads one entry of a stage's <c>qa_list</c>.</summary>
internal static class TestReader
{
    private const string StatusSuffix = "_STATUS";
    private const int MostElements = 64;

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
            "arms",
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
            Figures = FigureReader.Read(test, faults),
            Arms = ReadArms(test, faults),
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

    private static ImmutableArray<Arm> ReadArms(MappingObject test, FaultList faults)
    {
        var arms = ImmutableArray.CreateBuilder<Arm>();
        foreach (var node in test.OptionalArray("arms", Instrument.Arms.All.Count))
        {
            if (
                node.Kind == System.Text.Json.JsonValueKind.String
                && node.Text.Length == 1
                && Instrument.Arms.Parse(node.Text[0]).TryGet(out var arm, out _)
            )
            {
                arms.Add(arm);
            }
            else
            {
                faults.Add(node, "an arm is expected: \"b\", \"r\" or \"z\"");
            }
        }

        return arms.ToImmutable();
    }

    private static string MetricOf(string statusKey) =>
        statusKey.EndsWith(StatusSuffix, StringComparison.Ordinal) ? statusKey[..^StatusSuffix.Length] : statusKey;
}
