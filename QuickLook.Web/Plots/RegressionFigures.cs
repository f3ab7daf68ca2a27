using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>Figures of one quantity against another.</summary>
public static class RegressionFigures
{
    /// <summary>The figures: the points with their fit, then the distribution of each quantity.</summary>
    /// <param name="subject">What they show.</param>
    /// <returns>Figures; without exposures that have both they say so.</returns>
    public static ImmutableArray<PlotFigure> Of(RegressionSubject subject)
    {
        var pairs = subject
            .X.Series.Points.Join(
                subject.Y.Series.Points,
                x => x.ExposureKey,
                y => y.ExposureKey,
                (x, y) => (X: x.Values[subject.X.Element], Y: y.Values[subject.Y.Element])
            )
            .ToList();
        return
        [
            new PlotFigure
            {
                Key = "regression",
                Title = $"{subject.Y.Title} against {subject.X.Title}",
                Missing = pairs.Count == 0 ? "No exposure has both in this choice." : string.Empty,
                X = new Axis(subject.X.Title, subject.X.Unit),
                Y = new Axis(subject.Y.Title, subject.Y.Unit),
                Traces =
                [
                    new Trace
                    {
                        Kind = TraceKind.Points,
                        Name = "exposures",
                        X = [.. pairs.Select(pair => pair.X)],
                        Y = [.. pairs.Select(pair => pair.Y)],
                    },
                ],
            },
        ];
    }
}
