using QuickLook.Core.Mappings;

namespace QuickLook.Web.Plots;

/// <summary>What builders of a kind need beside the values: how the figure is called, its unit, its limits, what is known of the fibers.</summary>
internal sealed record FigureDraft
{
    private const string Spread = "Spread of ";

    public required string Key { get; init; }

    public required string Title { get; init; }

    public string Part { get; init; } = string.Empty;

    public string Unit { get; init; } = string.Empty;

    public string Caption { get; init; } = string.Empty;

    public string Missing { get; init; } = string.Empty;

    public required FiberFacts Facts { get; init; }

    /// <summary>Limits to draw; null for none.</summary>
    public ElementBounds? Bounds { get; init; }

    /// <summary>The value that was judged by them; NaN for none.</summary>
    public double Judged { get; init; } = double.NaN;

    /// <summary>What the mapping asks for beside the kind.</summary>
    public FigureMapping Mapping { get; init; } = new(FigureKind.FiberScatter);

    /// <summary>The caption with what is normal.</summary>
    public string FullCaption => Sentences(Caption, Bounds?.Sentence(Unit) ?? string.Empty);

    /// <summary>What its axis of values says: the heading without what the figure shows anyhow.</summary>
    public string Quantity
    {
        get
        {
            var words = Title.Replace(" by fiber", string.Empty, StringComparison.Ordinal);
            return words.StartsWith(Spread, StringComparison.Ordinal) && words.Length > Spread.Length
                ? char.ToUpperInvariant(words[Spread.Length]) + words[(Spread.Length + 1)..]
                : words;
        }
    }

    /// <summary>Puts remarks together, each once.</summary>
    public static string Remarks(params ReadOnlySpan<string> remarks)
    {
        string[] all = [.. remarks];
        return string.Join("; ", all.Where(remark => remark.Length > 0).Distinct());
    }

    /// <summary>Where nothing can be drawn: a plot without traces that says why.</summary>
    public PlotFigure Empty(string why, FigureSize size = FigureSize.Normal) =>
        new()
        {
            Key = Key,
            Title = Title,
            Part = Part,
            Caption = Caption,
            Missing = Remarks(Missing, why),
            X = new Axis(string.Empty),
            Y = new Axis(Title, Unit),
            Size = size,
        };

    /// <summary>Puts sentences together.</summary>
    public static string Sentences(params ReadOnlySpan<string> sentences)
    {
        string[] all = [.. sentences];
        return string.Join(' ', all.Where(sentence => sentence.Length > 0));
    }
}
