using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Components.Pages.Qa;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Qa;

/// <summary>The warning range lies from 19 to 113 of a drawing that is 132 wide; all else follows by proportion.</summary>
public sealed class BulletGeometryTests
{
    [Fact]
    public void A_value_at_its_reference_is_in_the_middle_of_limits_that_are_alike_on_both_sides()
    {
        var graph = BulletGeometry.Of([Element(2.6, 2.6)])!;

        graph.Ticks.ShouldBe([65]); // the left edge of a tick 2 wide at 66
        graph.Normal.ShouldBe((30.8, 101.2)); // 1.5 of 2.0 to either side: 66 -+ 0.75 x 47 = 30.75, 101.25, to one decimal
        graph.Glyphs.ShouldBeEmpty();
        graph.HasBands.ShouldBeTrue();
    }

    [Fact]
    public void Each_element_is_a_tick_by_its_own_reference()
    {
        var graph = BulletGeometry.Of([Element(1.1, 1.1), Element(4.6, 2.6), Element(0.6, 2.6)])!;

        graph.Ticks.ShouldBe([65, 112, 18]);
    }

    [Fact]
    public void What_is_outside_of_the_warning_range_is_one_glyph_at_its_end_the_worst_of_all()
    {
        var graph = BulletGeometry.Of([
            Element(4.91, 2.6, Quality.Alarm),
            Element(4.61, 2.6, Quality.Warning),
            Element(0.1, 2.6, Quality.Warning),
        ])!;

        graph.Ticks.ShouldBeEmpty();
        graph.Glyphs.ShouldBe([(4, Status.Warning), (117, Status.Alarm)]);
    }

    [Fact]
    public void Limits_that_are_not_alike_on_both_sides_keep_their_proportions()
    {
        var element = new ElementReading(string.Empty, 190, 190, new ToleranceRange(85, 330), new ToleranceRange(50, 390), Quality.Normal);

        var graph = BulletGeometry.Of([element])!;

        // 94 wide for 340: the reference is 140 from the left end.
        graph.Ticks.ShouldBe([Math.Round(19 + (140 * 94 / 340.0) - 1, 1)]);
        graph.Normal.Left.ShouldBe(Math.Round(19 + (35 * 94 / 340.0), 1));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(-2, 0, 1)]
    public void Limits_of_one_value_have_no_band_and_only_that_value_is_inside(double value, int ticks, int glyphs)
    {
        var element = new ElementReading(string.Empty, value, 0, new ToleranceRange(0, 0), new ToleranceRange(0, 0), Quality.Alarm);

        var graph = BulletGeometry.Of([element])!;

        graph.HasBands.ShouldBeFalse();
        graph.Ticks.Length.ShouldBe(ticks);
        graph.Glyphs.Length.ShouldBe(glyphs);
    }

    [Fact]
    public void Without_value_or_limits_there_is_nothing_to_draw()
    {
        BulletGeometry.Of([]).ShouldBeNull();
        BulletGeometry.Of([Element(double.NaN, 2.6)]).ShouldBeNull();
        BulletGeometry.Of([new ElementReading("A", 1, double.NaN, null, null, Quality.Unknown)]).ShouldBeNull();
    }

    private static ElementReading Element(double value, double reference, Quality quality = Quality.Normal) =>
        new(
            "A",
            value,
            reference,
            new ToleranceRange(reference - 1.5, reference + 1.5),
            new ToleranceRange(reference - 2, reference + 2),
            quality
        );
}
