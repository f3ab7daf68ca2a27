using System.Diagnostics;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Judging;
using QuickLook.Web.Plots;
using Xunit.Abstractions;

namespace QuickLook.Tests.Web.Plots;

public sealed class FootprintFigureTests(ITestOutputHelper output)
{
    private const int MostBytes = 300_000;

    [Theory]
    [InlineData(FootprintColour.Verdict)]
    [InlineData(FootprintColour.Program)]
    public void A_survey_of_20000_planned_and_5000_observed_tiles_is_below_300_kB(FootprintColour colour)
    {
        var answer = SurveySky.Of(20_000, 5_000);
        FootprintFigures.Of(answer, colour);
        var begun = Stopwatch.GetTimestamp();

        var figure = FootprintFigures.Of(answer, colour);
        var size = FigureWire.Of(figure).Size;

        output.WriteLine($"{colour}: {size} bytes, built in {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:F0} ms");
        size.ShouldBeLessThan(MostBytes);
        figure.Missing.ShouldBeEmpty("every planned tile is drawn");
        Points(figure).ShouldBe(20_000);
        figure.Data.Rows.ShouldBe(20_000);
    }

    [Fact]
    public void What_does_not_fit_is_thinned_out_and_said()
    {
        var answer = SurveySky.Of(20_000, 5_000);
        var elsewhere = answer with
        {
            Observed = [.. answer.Observed.Select(tile => tile with { Number = tile.Number + 50_000, IsPlanned = false })],
        };

        var figure = FootprintFigures.Of(elsewhere, FootprintColour.Verdict);

        FigureWire.Of(figure).Size.ShouldBeLessThan(MostBytes);
        figure.Missing.ShouldContain("Of 20000 places of planned tiles");
        figure.Data.Rows.ShouldBe(25_000);
    }

    [Fact]
    public void Each_verdict_has_its_colour_and_no_verdict_is_a_ring()
    {
        var figure = FootprintFigures.Of(SurveySky.Of(60, 12), FootprintColour.Verdict);

        figure
            .Traces.Where(trace => trace.InLegend && trace.Kind == TraceKind.Points)
            .Select(trace => (trace.Name, trace.Tint, trace.Hollow))
            .ShouldBe([
                ("planned, not observed (48)", Tint.Faint, false),
                ("without a verdict (2)", Tint.Data, true),
                ("normal (6)", Tint.Normal, false),
                ("warning (2)", Tint.Warning, false),
                ("alarm (2)", Tint.Alarm, false),
            ]);
        FootprintFigures
            .Of(SurveySky.Of(60, 12), FootprintColour.Program)
            .Traces.Where(trace => trace.InLegend && trace.Kind == TraceKind.Points)
            .Select(trace => trace.Name)
            .ShouldBe(["planned, not observed (48)", "bright (6)", "dark (6)"]);
    }

    [Fact]
    public void Right_ascension_grows_to_the_left_and_120_degrees_are_in_the_middle()
    {
        var figure = FootprintFigures.Of(SurveySky.Of(1, 0), FootprintColour.Verdict);

        figure.X.Reversed.ShouldBeTrue();
        figure.EqualScale.ShouldBeTrue();
        figure.X.Words.Single(word => word.Word == "120").At.ShouldBe(0);
        figure.X.Words.Single(word => word.Word == "150").At.ShouldBe(2 * Math.Sqrt(2) / 6, 1e-9);
        figure.X.Words.Single(word => word.Word == "0").At.ShouldBeLessThan(0);
        figure.Y.Words.Select(word => word.Word).ShouldBe(["−90", "−60", "−30", "0", "30", "60", "90"]);
    }

    [Fact]
    public void No_line_of_the_frame_crosses_the_map()
    {
        foreach (var trace in FootprintFigures.Of(SurveySky.Of(0, 0), FootprintColour.Verdict).Traces)
        {
            for (var at = 1; at < trace.X.Length; at++)
            {
                // A parallel is one straight line from edge to edge; nothing else is longer than a step of its mesh.
                var isParallel = trace.Y[at] == trace.Y[at - 1];
                (isParallel || double.IsNaN(trace.X[at] - trace.X[at - 1]) || Math.Abs(trace.X[at] - trace.X[at - 1]) < 0.3).ShouldBeTrue(
                    $"{trace.Name} {at}"
                );
            }
        }
    }

    [Fact]
    public void Layers_at_one_place_are_one_planned_point_and_all_of_them_are_counted()
    {
        PlannedTile[] layers = [new(1, 10, 10, "dark"), new(10_001, 10, 10, "gray"), new(20_001, 10, 10, "bright")];
        var answer = SurveySky.Of(0, 0) with { Planned = [.. layers] };

        var planned = FootprintFigures
            .Of(answer, FootprintColour.Verdict)
            .Traces.Single(trace => trace.Name.StartsWith("planned", StringComparison.Ordinal));

        (planned.Name, planned.X.Length).ShouldBe(("planned, not observed (3)", 1));
    }

    [Fact]
    public void A_tile_without_a_place_is_counted_as_missing_and_large_numbers_stay_exact()
    {
        var answer = SurveySky.Of(2, 2);
        answer = answer with
        {
            Observed =
            [
                answer.Observed[0] with
                {
                    RaDegrees = double.NaN,
                    IsPlanned = false,
                },
                answer.Observed[1] with
                {
                    LastExposure = new QuickLook.Core.Instrument.ExposureId(99_999_999),
                },
            ],
        };

        var figure = FootprintFigures.Of(answer, FootprintColour.Verdict);

        figure.Missing.ShouldContain("1 observed tiles are not drawn");
        figure.Traces[^1].Tips.Single(tip => tip.Name == "last exposure").Words.ShouldBe(["99999999"]);
        FootprintFigures.Of(SurveySky.Of(0, 0), FootprintColour.Verdict).Missing.ShouldContain("No tile is planned or observed");
    }

    [Fact]
    public void Nights_add_up()
    {
        var answer = SurveySky.Of(100, 50);

        var bars = SurveyProgressFigures.PerNight(answer);
        var lines = SurveyProgressFigures.Cumulative(answer);

        bars.Traces.Select(trace => trace.Name).ShouldBe(["dark", "bright"], "the higher bars lie behind");
        bars.Traces[0].Y.Sum().ShouldBe(50);
        lines.Traces.Select(trace => (trace.Name, trace.Y[^1])).ShouldBe([("bright", 25.0), ("dark", 25.0), ("all", 50.0)]);
        lines.Traces[2].Y.ShouldBe(lines.Traces[2].Y.Order());
        SurveyProgressFigures.PerNight(SurveySky.Of(3, 0)).HasContent.ShouldBeFalse();
        SurveyProgressFigures.Cumulative(SurveySky.Of(3, 0)).Missing.ShouldContain("No tile");
    }

    [Fact]
    public void Shares_of_objects_stand_on_each_other_up_to_a_hundred()
    {
        var figure = ObjectCountFigures.Of(
            new ObjectCounts(
                [
                    new ObjectCount("TGT", ObjectGroup.Target, 100, 150, 90, 30, 30),
                    new ObjectCount("SKY", ObjectGroup.Sky, 10, 30, 0, 0, 0),
                ],
                1,
                0,
                false
            )
        );

        figure
            .Traces.Select(trace => (trace.Name, trace.Y[0], trace.Y[1]))
            .ShouldBe([("without a verdict", 100, 100), ("alarm", 90, 100), ("warning", 80, 100), ("normal", 50, 100)]);
        figure.Traces[2].Tips.Single(tip => tip.Name == "share").Values.ShouldBe([30, 0]);
        ObjectCountFigures.Of(new ObjectCounts([], 0, 0, false)).HasContent.ShouldBeFalse();
    }

    private static int Points(PlotFigure figure) =>
        figure.Traces.Where(trace => trace.Kind == TraceKind.Points).Sum(trace => trace.X.Length);
}
