using System.Collections.Immutable;
using QuickLook.Core.Analysis;

namespace QuickLook.Web.Plots;

/// <summary>Figures of one quantity against another.</summary>
public static class RegressionFigures
{
    private const int MostBins = 100;
    private const double Margin = 0.04;

    /// <summary>The figures: the points with their fit, then the distribution of each quantity, all with the same ends.</summary>
    /// <param name="subject">What they show.</param>
    /// <returns>Figures; without exposures that have both, one that says so.</returns>
    public static ImmutableArray<PlotFigure> Of(RegressionSubject subject)
    {
        var pairs = RegressionPair.Join(subject.X, subject.Y);
        var figure = new PlotFigure
        {
            Key = "regression",
            Title = $"{subject.Y.Title} against {subject.X.Title}",
            X = new Axis(subject.X.Title, subject.X.Unit),
            Y = new Axis(subject.Y.Title, subject.Y.Unit),
            Size = FigureSize.Wide,
        };
        if (pairs.IsEmpty)
        {
            return [figure with { Missing = "No exposure has both in this choice." }];
        }

        double[] x = [.. pairs.Select(pair => pair.X)];
        double[] y = [.. pairs.Select(pair => pair.Y)];
        var fitted = Regression.Of(x, y);
        var fit = fitted.IsSuccess ? fitted.Value : null;
        var drawn = RegressionPoints.Thinned(pairs, fit?.Robust);
        var (across, upwards) = (Ends(x), Ends(y));
        return
        [
            figure with
            {
                Subtitle = fit is null ? $"n {pairs.Length}" : RegressionText.Short(fit, subject),
                Caption = fit is null ? string.Empty : RegressionText.Full(fit, subject),
                Missing = FigureDraft.Remarks(
                    fitted.Failure?.Reason ?? string.Empty,
                    drawn.Length < pairs.Length
                        ? $"{drawn.Length} of {pairs.Length} points are drawn, those farthest from the line among them; fit, histograms and CSV are of all"
                        : string.Empty
                ),
                X = figure.X with { Range = across },
                Y = figure.Y with { Range = upwards },
                Traces =
                [
                    .. RegressionPoints.Of(drawn, subject),
                    .. fit is null
                        ? []
                        : new[]
                        {
                            Line("least squares", fit.LeastSquares, across, LineDash.Solid),
                            Line("robust (Theil-Sen)", fit.Robust, across, LineDash.Dash),
                        },
                ],
                Data = Table(subject, pairs),
            },
            Histogram("regression-x", subject.X, x, across),
            Histogram("regression-y", subject.Y, y, upwards),
        ];
    }

    private static (double Low, double High) Ends(double[] values)
    {
        var (low, high) = (values.Min(), values.Max());
        var margin = high > low ? Margin * (high - low) : Math.Max(Math.Abs(high) * 0.1, 0.5);
        return (low - margin, high + margin);
    }

    private static Trace Line(string name, StraightLine line, (double Low, double High) ends, LineDash dash) =>
        new()
        {
            Kind = TraceKind.Line,
            Name = name,
            X = [ends.Low, ends.High],
            Y = [line.At(ends.Low), line.At(ends.High)],
            Tint = Tint.Strong,
            Dash = dash,
            Size = 1.6,
            InLegend = true,
        };

    // As many bins as the square root of the number of values.
    private static PlotFigure Histogram(string key, RegressionSide side, double[] values, (double Low, double High) ends)
    {
        var bins = Math.Clamp((int)Math.Ceiling(Math.Sqrt(values.Length)), 1, MostBins);
        var width = (ends.High - ends.Low) / bins;
        var counts = new int[bins];
        foreach (var value in values)
        {
            counts[Math.Clamp((int)((value - ends.Low) / width), 0, bins - 1)]++;
        }

        double[] from = [.. Enumerable.Range(0, bins).Select(bin => ends.Low + (bin * width))];
        double[] to = [.. from.Select(start => start + width)];
        return new PlotFigure
        {
            Key = key,
            Title = $"Distribution of {side.Title}",
            Subtitle = values.Length == 1 ? "1 exposure" : $"{values.Length} exposures",
            X = new Axis(side.Title, side.Unit) { Range = ends },
            Y = new Axis("exposures") { Range = (0, Math.Max(1, counts.Max() * 1.1)) },
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = "exposures",
                    X = [.. from.Select(start => start + (width / 2))],
                    Y = [.. counts.Select(count => (double)count)],
                    BarWidth = width,
                    Tips =
                    [
                        TipField.Number("from", side.Unit, 3, from),
                        TipField.Number("to", side.Unit, 3, to),
                        TipField.Number("exposures", string.Empty, 0, counts.Select(count => (double)count)),
                    ],
                },
            ],
            Data = new FigureTable([
                FigureColumn.Of("from", side.Unit, from),
                FigureColumn.Of("to", side.Unit, to),
                FigureColumn.Of("exposures", counts),
            ]),
        };
    }

    private static FigureTable Table(RegressionSubject subject, ImmutableArray<RegressionPair> pairs) =>
        new(
            pairs.Length,
            () =>
                [
                    new FigureColumn("exposure", string.Empty, [.. pairs.Select(pair => pair.Point.Exposure.ToString())]),
                    new FigureColumn("night", string.Empty, [.. pairs.Select(pair => pair.Point.Night.ToString())]),
                    new FigureColumn("UTC", string.Empty, [.. pairs.Select(pair => SeriesTable.Moment(pair.Point.At.Days))]),
                    FigureColumn.Of("MJD", string.Empty, pairs.Select(pair => pair.Point.At.Days)),
                    new FigureColumn("verdict", string.Empty, [.. pairs.Select(pair => QualityWords.Of(pair.Quality))]),
                    FigureColumn.Of(subject.X.Title, subject.X.Unit, pairs.Select(pair => pair.X)),
                    FigureColumn.Of(subject.Y.Title, subject.Y.Unit, pairs.Select(pair => pair.Y)),
                ]
        );
}
