using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;
using QuickLook.Web.Plots;
using static QuickLook.Tests.Web.Plots.MadeUpSeries;

namespace QuickLook.Tests.Web.Plots;

public sealed class SeriesFigureTests
{
    private const int MostBytes = 300_000;
    private static readonly ImmutableArray<string> Amplifiers = ["A", "B", "C", "D"];

    private static readonly Threshold Limits = new([2.6], new ToleranceRange(-1.5, 1.5), new ToleranceRange(-2, 2));

    [Fact]
    public void Amplifiers_of_one_camera_have_their_colours_and_each_point_its_exposure()
    {
        var figure = SeriesFigures.Of(Subject(Of("b3", Point(11, Begin, 2.1, 2.2, 2.3, 2.4), Point(12, Begin + 0.1, 3.1, 3.2, 3.3, 3.4))));

        figure
            .Traces.Select(trace => (trace.Name, trace.Tint))
            .ShouldBe([("A", Tint.AmplifierA), ("B", Tint.AmplifierB), ("C", Tint.AmplifierC), ("D", Tint.AmplifierD)]);
        var line = figure.Traces[2];
        (line.Kind, line.InLegend, line.NeedsDouble).ShouldBe((TraceKind.LinePoints, true, true));
        line.X.ShouldBe([Begin, Begin + 0.1]);
        line.Y.ShouldBe([2.3, 3.3]);
        line.Processes.ShouldBe([7011, 7012]);
        line.Tips.Single(tip => tip.Name == "exposure").Values.ShouldBe([11, 12]);
        line.Tips.Single(tip => tip.Name == "night").Words.ShouldBe(["20260101"]);
        figure.X.IsDate.ShouldBeTrue();
        figure.X.Label.ShouldBe("date (UTC)");
        figure.Y.Label.ShouldBe("NOISE (e-)");
        figure.Subtitle.ShouldBe("b3, 2 exposures, night 20260101");
    }

    [Fact]
    public void Cameras_of_several_arms_have_the_colours_of_the_arms_and_no_two_lines_look_alike()
    {
        ImmutableArray<Series> series = [.. QuickLook.Core.Instrument.CameraId.All.Select(camera => Of($"{camera}", Point(1, Begin, 2.5)))];

        var all = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", series));
        all.Traces.Where(trace => trace.Name[0] == 'r').ShouldAllBe(trace => trace.Tint == Tint.ArmR);
        all.Traces.Select(trace => (trace.Tint, trace.Dash, trace.Shape)).ShouldBeUnique();

        var petals = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [.. series.Take(10)]));
        petals.Traces.Select(trace => trace.Tint).ShouldBeUnique();
        petals.Traces.Select(trace => trace.Name).ShouldBe(["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"]);

        var amplifiers = SeriesFigures.Of(
            Subject(Of("b0", Point(1, Begin, 1, 2, 3, 4)), Of("b1", Point(1, Begin, 1, 2, 3, 4))) with
            {
                Shown = [0, 2],
            }
        );
        amplifiers
            .Traces.Select(trace => (trace.Name, trace.Tint, trace.Dash))
            .ShouldBe([
                ("b0 A", Tint.AmplifierA, LineDash.Solid),
                ("b0 C", Tint.AmplifierC, LineDash.Solid),
                ("b1 A", Tint.AmplifierA, LineDash.Dash),
                ("b1 C", Tint.AmplifierC, LineDash.Dash),
            ]);
    }

    [Fact]
    public void A_day_without_exposures_breaks_the_line_and_so_does_a_value_that_is_missing()
    {
        var figure = SeriesFigures.Of(
            new SeriesSubject(
                "NOISE",
                "e-",
                [
                    Of(
                        "b3",
                        Point(1, Begin, 2.5),
                        Point(2, Begin + 0.9, 2.6),
                        Point(3, Begin + 2, 2.7),
                        Point(4, Begin + 2.1, double.NaN),
                        Point(5, Begin + 2.2, 2.8)
                    ),
                ]
            )
        );

        var line = figure.Traces.ShouldHaveSingleItem();
        line.Y.ShouldBe([2.5, 2.6, double.NaN, 2.7, double.NaN, 2.8]);
        line.X.Length.ShouldBe(6);
        line.Processes.ShouldBe([7001, 7002, 0, 7003, 7004, 7005], "a gap is no exposure that could be opened");
    }

    [Fact]
    public void Limits_are_bands_about_their_reference()
    {
        var figure = SeriesFigures.Of(Subject(Of("b3", Point(1, Begin, 2.1, 2.2, 2.3, 2.4))) with { Limits = Limits });

        figure.Bands.ShouldBe([
            new LimitBand(AxisName.Y, LimitKind.Warning, 2.6 - 2, 2.6 + 2),
            new LimitBand(AxisName.Y, LimitKind.Normal, 2.6 - 1.5, 2.6 + 1.5),
        ]);
        figure.Guides.ShouldHaveSingleItem().At.ShouldBe(2.6);
        figure.Caption.ShouldStartWith("Bands are the limits that hold now. Normal is 1.10 - 4.10 e-, the reference 2.60.");

        var reversed = SeriesFigures.Of(
            new SeriesSubject("SNR", "", [Of("r0", Point(1, Begin, 7))])
            {
                Limits = new Threshold([7], new ToleranceRange(-1, 5), new ToleranceRange(-2, 6)),
                LimitsAreReversed = true,
            }
        );
        reversed.Bands[1].ShouldBe(new LimitBand(AxisName.Y, LimitKind.Normal, 2, 8));
    }

    [Fact]
    public void Limits_that_differ_by_element_are_bands_for_the_one_that_is_shown_only()
    {
        var subject = Subject(Of("b3", Point(1, Begin, 2.1, 2.2, 2.3, 2.4))) with { Limits = Limits with { Reference = [1, 2, 3, 4] } };

        var all = SeriesFigures.Of(subject);
        all.Bands.ShouldBeEmpty();
        all.Guides.Select(guide => guide.At).ShouldBe([1, 2, 3, 4]);
        all.Caption.ShouldContain("choose one");

        var third = SeriesFigures.Of(subject with { Shown = [2] });
        third.Bands[1].ShouldBe(new LimitBand(AxisName.Y, LimitKind.Normal, 1.5, 4.5));
        third.Traces.ShouldHaveSingleItem().Tint.ShouldBe(Tint.AmplifierC);
    }

    [Fact]
    public void A_verdict_is_marked_at_the_element_that_it_came_from()
    {
        var alarm = Point(2, Begin + 0.1, 2.1, 2.2, 9.9, 2.4) with { Quality = Quality.Alarm };
        var warning = Point(3, Begin + 0.2, 2.1, 4.3, 2.3, 2.4) with { Quality = Quality.Warning };
        var subject = Subject(Of("b3", Point(1, Begin, 2.1, 2.2, 2.3, 2.4), alarm, warning)) with { Limits = Limits };

        var figure = SeriesFigures.Of(subject);

        var marks = figure.Traces.Where(trace => trace.Kind == TraceKind.Points).ToDictionary(trace => trace.Tint);
        marks[Tint.Alarm].Y.ShouldBe([9.9]);
        marks[Tint.Alarm].Processes.ShouldBe([7002]);
        marks[Tint.Alarm].Shape.ShouldBe(MarkShape.Octagon);
        marks[Tint.Warning].Y.ShouldBe([4.3]);

        // Nothing says which: all of them, rather than none.
        var without = SeriesFigures.Of(subject with { Limits = null });
        without.Traces.Single(trace => trace.Tint == Tint.Alarm).Y.ShouldBe([2.1, 2.2, 9.9, 2.4]);
    }

    [Fact]
    public void A_jump_is_marked_with_what_was_usual_before()
    {
        var points = Long("b3", 60, 1).Points;
        points = points.SetItem(40, points[40] with { Values = [7] });

        var figure = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [Of("b3", points)]));

        var jump = figure.Traces.Single(trace => trace.Name == "jump");
        jump.X.ShouldBe([points[40].At.Days]);
        jump.Y.ShouldBe([7]);
        jump.Tips.Single(tip => tip.Name == "median before").Values.ShouldHaveSingleItem().ShouldBe(2.65, 0.05);
        figure.Caption.ShouldContain("A diamond marks a jump");
    }

    [Fact]
    public void Sixty_thousand_exposures_of_four_amplifiers_stay_below_300_kB_and_hide_no_extreme()
    {
        var series = Long("b3", 60_000, 4);
        var points = series.Points.SetItem(31_234, series.Points[31_234] with { Values = [2.6, 90, 3.6, 4.6], Quality = Quality.Alarm });

        var figure = SeriesFigures.Of(Subject(series with { Points = points }) with { Limits = Limits });

        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);
        figure.Traces.Count(trace => trace.Kind == TraceKind.Area).ShouldBe(4);
        figure.Traces.Where(trace => trace.Kind == TraceKind.Area).SelectMany(trace => trace.Y).Where(double.IsFinite).Max().ShouldBe(90);
        figure.Traces.Single(trace => trace.Name == "alarm").Y.ShouldContain(90);
        figure.Caption.ShouldContain("Of 240000 values");
        figure.Data.Rows.ShouldBe(60_000);
        figure.Data.Columns[^3].Cells[31_234].ShouldBe("90");
    }

    // Areas of many cameras lie over each other: one behind all of them shows how far values went.
    [Fact]
    public void Many_lines_have_their_medians_before_one_area_that_hides_no_extreme()
    {
        var cameras = Enumerable.Range(0, 5).Select(petal => Long($"b{petal}", 2000, 1)).ToArray();
        cameras[2] = cameras[2] with { Points = cameras[2].Points.SetItem(777, cameras[2].Points[777] with { Values = [90] }) };

        var figure = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [.. cameras]));

        var area = figure.Traces.Single(trace => trace.Kind == TraceKind.Area);
        area.ShouldBe(figure.Traces[0], "it lies behind the lines");
        area.Tint.ShouldBe(Tint.Data);
        area.Y.Where(double.IsFinite).Max().ShouldBe(90);
        area.Y.Where(double.IsFinite).Min().ShouldBe(cameras.Min(camera => camera.Points.Min(point => point.Values[0])));
        figure.Traces.Where(trace => trace.InLegend).Select(trace => trace.Name).Take(5).ShouldBe(["b0", "b1", "b2", "b3", "b4"]);
        figure.Caption.ShouldContain("as one area, the range of all together");
        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);

        var few = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [.. cameras.Take(4)]));
        few.Traces.Count(trace => trace.Kind == TraceKind.Area).ShouldBe(4, "each has its own");
    }

    [Fact]
    public void However_many_alarms_there_are_the_figure_stays_small()
    {
        var series = Long("b3", 60_000, 4);
        var alarmed = series with { Points = [.. series.Points.Select(point => point with { Quality = Quality.Alarm })] };

        var figure = SeriesFigures.Of(Subject(alarmed));

        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);
        figure.Missing.ShouldContain("240000 alarms the newest 700 are marked");
    }

    [Fact]
    public void The_most_that_is_drawn_one_by_one_is_below_300_kB_too()
    {
        var series = Long("b3", 1000, 4);
        var alarmed = series with { Points = [.. series.Points.Select(point => point with { Quality = Quality.Alarm })] };

        var figure = SeriesFigures.Of(Subject(alarmed));

        figure.Traces.ShouldNotContain(trace => trace.Kind == TraceKind.Area);
        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void A_part_of_many_values_has_single_exposures_again()
    {
        var series = Long("b3", 60_000, 4);

        var figure = SeriesFigures.Of(Subject(series) with { Window = (Begin + 10, Begin + 12.9) });

        figure.X.Range.ShouldBe((Begin + 10, Begin + 12.9));
        figure.Traces.Length.ShouldBe(4);
        var line = figure.Traces[0];
        line.Kind.ShouldBe(TraceKind.LinePoints);
        line.X.Length.ShouldBe(92, "three nights of 30, and one more on either side");
        line.Processes.ShouldContain(7300);
        figure.Data.Rows.ShouldBe(60_000);
    }

    [Fact]
    public void The_table_has_every_exposure_with_date_and_unit()
    {
        var figure = SeriesFigures.Of(
            Subject(Of("b3", Point(12, 61041.25, 2.1, 2.2, double.NaN, 2.4)), Of("r3", Point(12, 61041.25, 3.1, 3.2, 3.3, 3.4))) with
            {
                Shown = [0, 2],
            }
        );

        figure
            .Data.ToCsv()
            .ShouldBe(
                "exposure,night,UTC,MJD,camera,verdict,NOISE A (e-),NOISE C (e-)\r\n"
                    + "00000012,20260101,2026-01-01 06:00:00.000,61041.25,b3,normal,2.1,\r\n"
                    + "00000012,20260101,2026-01-01 06:00:00.000,61041.25,r3,normal,3.1,3.3\r\n"
            );
    }

    [Fact]
    public void Without_values_it_says_so_and_what_was_cut_is_said()
    {
        SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [])).Missing.ShouldBe("No exposure has a value in this choice.");
        var none = SeriesFigures.Of(new SeriesSubject("NOISE", "e-", [Of("b3", Point(1, Begin, double.NaN))]));
        none.HasContent.ShouldBeFalse();
        none.Missing.ShouldContain("a value that is a number");
        SeriesFigures
            .Of(Subject(Of("b3", Point(1, Begin, 1, 2, 3, 4))) with { IsCut = true })
            .Missing.ShouldStartWith("older values were left out");
    }

    private static SeriesSubject Subject(params ImmutableArray<Series> series) => new("NOISE", "e-", series) { Elements = Amplifiers };
}
