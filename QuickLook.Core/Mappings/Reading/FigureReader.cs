using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads <c>figures</c> of a test: a word per figure, or an object that says more of it.</summary>
internal static class FigureReader
{
    private const int MostFigures = 20;
    private const int MostElements = 64;
    private const string ByType = "type";

    public static ImmutableArray<FigureMapping> Read(MappingObject test, FaultList faults) =>
        [.. test.OptionalArray("figures", MostFigures).Select(node => ReadOne(node, faults)).OfType<FigureMapping>()];

    private static FigureMapping? ReadOne(LocatedJson node, FaultList faults)
    {
        if (node.Kind == JsonValueKind.String)
        {
            return KindOf(node, node.Text, faults) is { } word ? Checked(new FigureMapping(word), node, faults) : null;
        }

        if (node.Kind != JsonValueKind.Object)
        {
            faults.Add(node, $"a kind of figure or an object with a 'kind' is expected, not {node.KindName}");
            return null;
        }

        var figure = MappingObject.Of(
            node,
            faults,
            "kind",
            "metric",
            "title",
            "unit",
            "caption",
            "element",
            "elements",
            "against",
            "against_title",
            "against_unit",
            "log",
            "limits",
            "range",
            "by",
            "fibers",
            "part"
        )!;
        var name = figure.RequiredText("kind");
        if (name.Length == 0 || KindOf(figure.Find("kind") ?? node, name, faults) is not { } kind)
        {
            return null;
        }

        return Checked(
            new FigureMapping(kind)
            {
                Metric = figure.OptionalText("metric"),
                Title = figure.OptionalText("title") ?? string.Empty,
                Unit = figure.OptionalText("unit"),
                Caption = figure.OptionalText("caption") ?? string.Empty,
                Element = figure.OptionalText("element"),
                Elements = [.. figure.OptionalTexts("elements", MostElements)],
                Against = figure.OptionalText("against"),
                AgainstTitle = figure.OptionalText("against_title") ?? string.Empty,
                AgainstUnit = figure.OptionalText("against_unit") ?? string.Empty,
                Log = Flag(figure, "log", faults) ?? false,
                Limits = Flag(figure, "limits", faults),
                Range = RangeOf(figure, faults),
                ByType = IsByType(figure, faults),
                Fibers = figure.OptionalText("fibers"),
                Part = figure.OptionalText("part") ?? string.Empty,
            },
            node,
            faults
        );
    }

    private static FigureKind? KindOf(LocatedJson at, string word, FaultList faults)
    {
        if (FigureKinds.Parse(word) is { } kind)
        {
            return kind;
        }

        faults.Add(at, $"'{word}' is not a kind of figure{Spelling.Hint(word, [.. FigureKinds.Words])}");
        return null;
    }

    private static FigureMapping Checked(FigureMapping figure, LocatedJson node, FaultList faults)
    {
        var isAgainst = figure.Kind is FigureKind.Line or FigureKind.Scatter;
        if (isAgainst && figure.Metric is null)
        {
            faults.Add(node, $"a figure of kind {figure.Kind.Word()} needs a 'metric'");
        }

        if (figure.Kind == FigureKind.Scatter && figure.Against is null)
        {
            faults.Add(node, "a figure of kind scatter needs 'against', the metric across");
        }

        if (!isAgainst && figure.Against is not null)
        {
            faults.Add(
                node.Find("against") ?? node,
                $"a figure of kind {figure.Kind.Word()} is not drawn against anything; line and scatter are"
            );
        }

        return figure;
    }

    private static bool? Flag(MappingObject figure, string key, FaultList faults)
    {
        if (figure.Find(key) is not { } value)
        {
            return null;
        }

        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.Kind == JsonValueKind.True;
        }

        faults.Add(value, $"true or false is expected, not {value.KindName}");
        return null;
    }

    private static LimitRange? RangeOf(MappingObject figure, FaultList faults)
    {
        if (figure.Find("range") is not { } value)
        {
            return null;
        }

        var areNumbers =
            value.Kind == JsonValueKind.Array
            && value.Items.Count == 2
            && value.Items.TrueForAll(item => item.Kind == JsonValueKind.Number && double.IsFinite(item.Number));
        if (!areNumbers)
        {
            faults.Add(value, "a range is an array of two numbers, [low, high]");
            return null;
        }

        if (value.Items[0].Number >= value.Items[1].Number)
        {
            faults.Add(value, $"the range is empty or upside down: {value.Items[0].Number} is not below {value.Items[1].Number}");
            return null;
        }

        return new LimitRange(value.Items[0].Number, value.Items[1].Number);
    }

    private static bool IsByType(MappingObject figure, FaultList faults)
    {
        if (figure.Find("by") is not { } value || figure.OptionalText("by") is not { } by)
        {
            return false;
        }

        if (by != ByType)
        {
            faults.Add(value, $"'{by}' is nothing that fibers can be told apart by; '{ByType}' is, their type of target");
        }

        return true;
    }
}
