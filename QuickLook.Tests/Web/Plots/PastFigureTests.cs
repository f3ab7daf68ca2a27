using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class PastFigureTests
{
    private static readonly ExposureId Now = new(12345);

    [Fact]
    public void One_element_is_strong_the_others_thin_and_the_exposure_on_screen_is_the_last_point()
    {
        var figure = PastFigure.Of(
            Reading(2.6, 4.91),
            Now,
            [Past(12344, Quality.Normal, 2.5, 2.7), Past(12340, Quality.Normal, 2.4, 2.8)],
            focus: 1
        );

        var lines = figure.Traces.Where(trace => trace.Kind == TraceKind.Line).ToList();
        lines.Select(line => line.Name).ShouldBe(["A", "B"]);
        lines.Select(line => line.Tint).ShouldBe([Tint.AmplifierA, Tint.AmplifierB]);
        lines[1].Size.ShouldBeGreaterThan(lines[0].Size);
        lines[1].X.ShouldBe([12340, 12344, 12345]);
        lines[1].Y.ShouldBe([2.8, 2.7, 4.91]);
        lines[1].NeedsDouble.ShouldBeTrue(); // an exposure number has up to eight digits
        figure.Title.ShouldBe("Amp B against its last 2 exposures");
    }

    [Fact]
    public void The_bands_are_the_limits_that_the_status_was_made_with()
    {
        var figure = PastFigure.Of(Reading(2.6, 4.91), Now, [Past(12344, Quality.Normal, 2.5, 2.7)], focus: 1);

        figure.Bands.ShouldBe([
            new LimitBand(AxisName.Y, LimitKind.Warning, 0.6, 4.6),
            new LimitBand(AxisName.Y, LimitKind.Normal, 1.1, 4.1),
        ]);
        figure.Guides.ShouldHaveSingleItem().At.ShouldBe(2.6);
    }

    [Fact]
    public void A_point_has_the_colour_of_the_verdict_of_its_exposure_by_element_where_the_verdict_was_over_several()
    {
        var figure = PastFigure.Of(
            Reading(2.6, 4.91),
            Now,
            [
                Past(1, Quality.Normal, 2.5, 2.7),
                Past(2, Quality.Alarm, 9.9, 2.7), // the alarm was that of A
                Past(3, Quality.Warning, 2.5, 4.3),
                Past(4, Quality.Unknown, 2.5, 2.7),
                Past(5, Quality.Alarm, 2.5, double.NaN),
            ],
            focus: 1
        );

        var marks = figure
            .Traces.Where(trace => trace.Kind == TraceKind.Points)
            .ToDictionary(trace => trace.Tint, trace => trace.X.ToArray());
        marks[Tint.Normal].ShouldBe([1, 2]);
        marks[Tint.Warning].ShouldBe([3]);
        marks[Tint.Alarm].ShouldBe([12345]);
        marks[Tint.Faint].ShouldBe([4]);
    }

    [Fact]
    public void A_point_knows_its_process_and_the_exposure_on_screen_has_none_to_open()
    {
        var figure = PastFigure.Of(
            Reading(2.6, 4.91),
            Now,
            [Past(12344, Quality.Normal, 2.5, 2.7) with { ProcessId = 4_000_000_000 }],
            focus: 1
        );

        var marks = figure.Traces.Where(trace => trace.Kind == TraceKind.Points).ToDictionary(trace => trace.Tint);
        marks[Tint.Normal].Processes.ShouldBe([4_000_000_000]);
        marks[Tint.Alarm].Processes.ShouldBe([0]);
    }

    [Fact]
    public void Without_exposures_before_it_says_so_and_draws_nothing()
    {
        var figure = PastFigure.Of(Reading(2.6, 4.91), Now, [], focus: 0);

        figure.HasContent.ShouldBeFalse();
        figure.Missing.ShouldBe("There is no exposure of the same flavor and program before this one.");
    }

    private static PastValues Past(int exposure, Quality quality, params ImmutableArray<double> values) =>
        new(new ExposureId(exposure), quality, values);

    private static TestReading Reading(double a, double b) =>
        new()
        {
            Stage = "CHECK_CCDs",
            Test = new TestMapping
            {
                DisplayName = "Noise AMP",
                StatusKey = "NOISE_AMP_STATUS",
                Name = "rms",
                Metric = "NOISE_AMP",
                Unit = "e-",
            },
            Quality = Quality.Alarm,
            Limits = LimitsOrigin.Document,
            Elements = [Element("A", a, Quality.Normal), Element("B", b, Quality.Alarm)],
        };

    private static ElementReading Element(string name, double value, Quality quality) =>
        new(name, value, 2.6, new ToleranceRange(1.1, 4.1), new ToleranceRange(0.6, 4.6), quality);
}
