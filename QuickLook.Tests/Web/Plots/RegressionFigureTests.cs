using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Web.Plots;
using static QuickLook.Tests.Web.Plots.MadeUpSeries;

namespace QuickLook.Tests.Web.Plots;

public sealed class RegressionFigureTests
{
    [Fact]
    public void Quantities_are_joined_by_exposure_whatever_their_order_and_gaps()
    {
        SeriesPoint[] across = [.. Enumerable.Range(1, 6).Select(at => Point(at, Begin + (at / 100.0), at))];
        SeriesPoint[] upwards = [.. Enumerable.Range(3, 6).Reverse().Select(at => Point(at, Begin + (at / 100.0), 10 * at))];

        var figure = RegressionFigures.Of(Subject(across, upwards))[0];

        var points = figure.Traces[0];
        points.X.ShouldBe([3, 4, 5, 6]);
        points.Y.ShouldBe([30, 40, 50, 60]);
        points.Processes.ShouldBe([7003, 7004, 7005, 7006]);
        points.Tips.Single(tip => tip.Name == "exposure").Values.ShouldBe([3, 4, 5, 6]);
        figure.Subtitle.ShouldStartWith("slope 10");
    }

    [Fact]
    public void Exposures_of_two_origins_with_the_same_number_are_two()
    {
        var local = Point(5, Begin, 1);
        var imported = Point(5, Begin, 2) with { ExposureKey = 99, ProcessId = 88 };

        var figure = RegressionFigures.Of(Subject([local, imported], [imported with { Values = [20] }, local with { Values = [10] }]))[0];

        figure.Traces[0].X.Zip(figure.Traces[0].Y).ShouldBe([(1, 10), (2, 20)], ignoreOrder: true);
        figure.Traces[0].Processes.ShouldBe([7005, 88], ignoreOrder: true);
    }

    // The numbers are those of RegressionTests: numpy and scipy.
    [Fact]
    public void Both_lines_stand_in_the_figure_and_their_numbers_beside_it()
    {
        double[] x = [1.02, 1.10, 1.18, 1.25, 1.33, 1.41, 1.52, 1.60, 1.75, 1.90];
        double[] y = [20.9, 21.4, 21.1, 22.0, 22.3, 22.1, 23.2, 35.0, 24.1, 24.9];

        var figures = RegressionFigures.Of(Subject(Points(x), Points(y), "AIRMASS", "", "SKY", "mag"));

        figures[0].Subtitle.ShouldBe("slope 7.604 ± 4.4 mag, r 0.521, n 10");
        figures[0]
            .Caption.ShouldBe(
                "Least squares: slope 7.604 ± 4.4 mag, intercept 13.01 mag. Robust (Theil-Sen): slope 4.516 mag, intercept 16.01 mag. "
                    + "Correlation: Pearson 0.521, Spearman 0.939, of 10 exposures."
            );
        var lines = figures[0].Traces.Where(trace => trace.Kind == TraceKind.Line).ToList();
        lines.Select(line => (line.Name, line.Dash)).ShouldBe([("least squares", LineDash.Solid), ("robust (Theil-Sen)", LineDash.Dash)]);
        lines[0].Y[0].ShouldBe(13.008645024700064 + (7.604093154551873 * lines[0].X[0]), 1e-9);
        lines[1].Y[1].ShouldBe(16.012903225806447 + (4.51612903225807 * lines[1].X[1]), 1e-9);
    }

    [Fact]
    public void Histograms_have_the_ends_of_the_figure_and_as_many_bins_as_the_root()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(at => at * at / 100.0)];
        double[] y = [.. Enumerable.Range(0, 50).Select(at => 5.0 + at)];

        var figures = RegressionFigures.Of(Subject(Points(x), Points(y)));

        figures.Select(figure => figure.Key).ShouldBe(["regression", "regression-x", "regression-y"]);
        figures[1].X.Range.ShouldBe(figures[0].X.Range);
        figures[2].X.Range.ShouldBe(figures[0].Y.Range);
        figures[1].Traces[0].Y.Length.ShouldBe(8);
        figures[1].Traces[0].Y.Sum().ShouldBe(50);
        figures[2].Traces[0].Y.Sum().ShouldBe(50);
        var (low, high) = figures[1].X.Range!.Value;
        figures[1].Traces[0].Y[0].ShouldBe(x.Count(value => value < low + ((high - low) / 8)));
    }

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { 2.0 }, "a line needs two pairs, and there is one")]
    [InlineData(new[] { 1.0, 1 }, new[] { 2.0, 3 }, "the quantity across is the same in all pairs")]
    public void Without_a_line_the_points_are_there_and_the_reason(double[] x, double[] y, string reason)
    {
        var figures = RegressionFigures.Of(Subject(Points(x), Points(y)));

        figures.Length.ShouldBe(3);
        figures[0].Missing.ShouldEndWith(reason);
        figures[0].Traces.ShouldHaveSingleItem().Y.ShouldBe(y);
        figures[0].Caption.ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_is_missing_is_no_pair_and_without_pairs_it_is_said()
    {
        var subject = Subject(Points([1, double.NaN, 3]), Points([double.NaN, 2, 3]));

        RegressionFigures.Of(subject)[0].Traces[0].X.ShouldBe([3]);

        var none = RegressionFigures.Of(Subject(Points([double.NaN]), Points([1]))).ShouldHaveSingleItem();
        none.Missing.ShouldBe("No exposure has both in this choice.");
        none.HasContent.ShouldBeFalse();
    }

    [Fact]
    public void The_element_that_counts_is_compared()
    {
        var upwards = new RegressionSide("NOISE", "e-", Of("b3", Point(1, Begin, 1, 2, 3, 4), Point(2, Begin, 5, 6, 7)), 3);

        var figure = RegressionFigures.Of(
            new RegressionSubject(Side("AIRMASS", "", [Point(1, Begin, 1.1), Point(2, Begin, 1.2)]), upwards)
        )[0];

        figure.Traces[0].Y.ShouldBe([4], "the second exposure has no fourth element");
    }

    [Fact]
    public void Points_are_coloured_by_night_or_by_verdict()
    {
        SeriesPoint[] points = [.. Enumerable.Range(0, 8).Select(at => Point(at, Begin + at, at))];
        SeriesPoint[] judged = [.. points.Select((point, at) => point with { Quality = at == 3 ? Quality.Alarm : Quality.Normal })];

        var many = RegressionFigures.Of(Subject(points, points))[0];
        many.Traces[0].Colouring!.Values.ShouldBe([-7, -6, -5, -4, -3, -2, -1, 0]);
        many.Traces[0].Colouring!.Scale.Title.ShouldBe("days to 20260108");

        var few = RegressionFigures.Of(Subject(points[..2], points[..2]))[0];
        few.Traces.Where(trace => trace.Kind == TraceKind.Points)
            .Select(trace => (trace.Name, trace.Tint))
            .ShouldBe([("night 20260101", Tint.First), ("night 20260102", Tint.Second)]);

        var verdicts = RegressionFigures.Of(Subject(points, judged) with { Colour = RegressionColour.Verdict })[0];
        verdicts.Traces.Single(trace => trace.Tint == Tint.Alarm).X.ShouldBe([3]);
    }

    [Fact]
    public void Sixty_thousand_pairs_are_fitted_all_and_drawn_in_part_with_the_farthest()
    {
        var series = Long("b3", 60_000, 2);
        var points = series.Points.SetItem(777, series.Points[777] with { Values = [2.65, 50] });

        var figure = RegressionFigures.Of(
            new RegressionSubject(
                new RegressionSide("NOISE A", "e-", series with { Points = points }),
                new RegressionSide("NOISE B", "e-", series with { Points = points }, 1)
            )
        )[0];

        FigureWire.Of(figure).Size.ShouldBeLessThan(300_000);
        figure.Traces[0].Y.ShouldContain(50);
        figure.Missing.ShouldStartWith("5000 of 60000 points are drawn");
        figure.Subtitle.ShouldEndWith("n 60000");
        figure.Data.Rows.ShouldBe(60_000);
    }

    private static SeriesPoint[] Points(double[] values) => [.. values.Select((value, at) => Point(at, Begin + (at / 100.0), value))];

    private static RegressionSide Side(string title, string unit, SeriesPoint[] points) => new(title, unit, Of("b3", [.. points]));

    private static RegressionSubject Subject(
        SeriesPoint[] x,
        SeriesPoint[] y,
        string xTitle = "X",
        string xUnit = "s",
        string yTitle = "Y",
        string yUnit = "e-"
    ) => new(Side(xTitle, xUnit, x), Side(yTitle, yUnit, y));
}
