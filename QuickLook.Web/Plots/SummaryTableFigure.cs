using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>The table that every test has: value, reference, limits and verdict of each element.</summary>
internal static class SummaryTableFigure
{
    /// <summary>The table of a test.</summary>
    /// <param name="reading">The test.</param>
    /// <param name="words">What the document says about the value in words; empty for nothing.</param>
    public static TableFigure Of(TestReading reading, string words) =>
        new()
        {
            Key = FigureKeys.Of(reading.Test.Name, "table"),
            Title = reading.Test.DisplayName,
            Subtitle = reading.Limits switch
            {
                LimitsOrigin.Document => "limits of the document",
                LimitsOrigin.Mappings => "limits of the mappings in force now",
                _ => "no limits",
            },
            ElementHeading = Heading(reading),
            Unit = reading.Test.Unit,
            Rows = reading.Elements,
            Caption = words,
            Missing = reading.Remark,
            Data = Rows(reading.Elements, reading.Test.Unit),
        };

    /// <summary>Elements as a table for download.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="unit">Unit of all numbers.</param>
    public static FigureTable Rows(ImmutableArray<ElementReading> elements, string unit) =>
        new([
            new FigureColumn("element", string.Empty, [.. elements.Select(element => element.Name)]),
            FigureColumn.Of("value", unit, elements.Select(element => element.Value)),
            FigureColumn.Of("reference", unit, elements.Select(element => element.Reference)),
            FigureColumn.Of("normal from", unit, elements.Select(element => element.Normal?.Low ?? double.NaN)),
            FigureColumn.Of("normal to", unit, elements.Select(element => element.Normal?.High ?? double.NaN)),
            FigureColumn.Of("warning from", unit, elements.Select(element => element.Warning?.Low ?? double.NaN)),
            FigureColumn.Of("warning to", unit, elements.Select(element => element.Warning?.High ?? double.NaN)),
            new FigureColumn("verdict", string.Empty, [.. elements.Select(element => QualityWords.Of(element.Quality))]),
        ]);

    private static string Heading(TestReading reading) =>
        reading.Elements switch
        {
            [{ Name: "A" }, { Name: "B" }, { Name: "C" }, { Name: "D" }] => "Amp",
            [{ Name: "x" }, { Name: "w" or "y" }] => "Axis",
            _ when reading.Test.Metric.EndsWith("_TGT", StringComparison.Ordinal) => "Target type",
            { Length: > 1 } => "Element",
            _ => "Value",
        };
}
