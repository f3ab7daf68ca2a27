using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>The figures of a test, as its mapping names them.</summary>
public static class TestFigures
{
    private const string WordsEnding = "_TEXT";

    /// <summary>All of them, in the order in which they are shown; the first is the summary table.</summary>
    /// <param name="subject">The test.</param>
    /// <returns>At least the table. A figure that cannot be drawn says why in <see cref="Figure.Missing"/>.</returns>
    public static ImmutableArray<Figure> Of(FigureSubject subject)
    {
        var test = subject.Reading.Test;
        var figures = ImmutableArray.CreateBuilder<Figure>();
        figures.Add(SummaryTableFigure.Of(subject.Reading, Words(subject)));
        if (subject.Reading.Quality == Quality.None && subject.Reading.Elements.IsEmpty)
        {
            // Absent by design: there is nothing to miss.
            return figures.ToImmutable();
        }

        var plan = new TestFigurePlan(subject);
        foreach (var mapping in test.Figures.IsDefaultOrEmpty ? DefaultFigures.Of(subject) : test.Figures)
        {
            figures.AddRange(plan.Build(mapping));
        }

        // Of a test that left nothing at all the table says it once.
        return subject.Reading.Elements.IsEmpty && !figures.Any(figure => figure.HasContent) ? [figures[0]] : Distinct(figures);
    }

    /// <summary>What the document says about the value in words: <c>CHECKHDUS_TEXT</c>.</summary>
    private static string Words(FigureSubject subject)
    {
        var key = subject.Reading.Test.Metric + WordsEnding;
        return StoredMetrics.Find(subject.Document, subject.Camera, subject.Reading.Stage, key) is { Shape: MetricShape.Text } words
            ? words.Value
            : string.Empty;
    }

    /// <summary>No two figures of a page have the same key.</summary>
    private static ImmutableArray<Figure> Distinct(IEnumerable<Figure> figures)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. figures.Select(figure =>
            {
                seen[figure.Key] = seen.GetValueOrDefault(figure.Key) + 1;
                return seen[figure.Key] == 1 ? figure : figure with { Key = $"{figure.Key}-{seen[figure.Key]}" };
            }),
        ];
    }
}
