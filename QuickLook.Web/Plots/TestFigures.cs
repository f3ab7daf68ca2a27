using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>The figures of a test, as its mapping names them.</summary>
public static class TestFigures
{
    /// <summary>All of them, in the order in which they are shown; the first is the summary table.</summary>
    /// <param name="subject">The test.</param>
    /// <returns>At least the table. A figure that cannot be drawn says why in <see cref="Figure.Missing"/>.</returns>
    public static ImmutableArray<Figure> Of(FigureSubject subject)
    {
        var reading = subject.Reading;
        return
        [
            new TableFigure
            {
                Key = $"{reading.Test.Name}-table",
                Title = reading.Test.DisplayName,
                ElementHeading = "Value",
                Unit = reading.Test.Unit,
                Rows = reading.Elements,
                Missing = reading.Remark,
            },
        ];
    }
}
