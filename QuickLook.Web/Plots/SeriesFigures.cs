using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>Figures of values over time.</summary>
public static class SeriesFigures
{
    /// <summary>The figure.</summary>
    /// <param name="subject">What it shows.</param>
    /// <returns>A figure; without values it says so.</returns>
    public static PlotFigure Of(SeriesSubject subject) =>
        new()
        {
            Key = "series",
            Title = $"{subject.Title} over time",
            Missing = subject.Series.IsEmpty ? "No exposure has a value in this choice." : string.Empty,
            X = new Axis("date", "MJD"),
            Y = new Axis(subject.Title, subject.Unit),
            Size = FigureSize.Wide,
            Traces =
            [
                .. subject.Series.Select(series => new Trace
                {
                    Kind = TraceKind.Line,
                    Name = series.Camera?.ToString() ?? subject.Title,
                    X = [.. series.Points.Select(point => point.At.Days)],
                    Y = [.. series.Points.Select(point => point.Values[0])],
                    NeedsDouble = true,
                }),
            ],
        };
}
