using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Core.Analysis;

public sealed class ElementSummaryTests
{
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;

    // By hand: sorted 2.5 2.6 2.6 2.7 2.8 2.9, median 2.65; deviations 0.05 0.05 0.05 0.15 0.15 0.25, median 0.1. Of the first five the median is 2.6.
    [Fact]
    public void Median_scatter_and_change_are_those_of_a_calculation_by_hand()
    {
        var summary = Of(2.5, 2.6, 2.9, 2.7, 2.6, 2.8);

        summary.Exposures.ShouldBe(6);
        summary.Median.ShouldBe(2.65, 1e-12);
        summary.Scatter.ShouldBe(1.4826 * 0.1, 1e-12);
        summary.NewestValue.ShouldBe(2.8);
        summary.Change.ShouldBe(0.2, 1e-12);
        summary.IsJump.ShouldBeFalse("five exposures before are too few");
        summary.Camera.ShouldBe(B0);
    }

    [Fact]
    public void Values_that_are_none_do_not_count_even_when_they_are_the_newest()
    {
        var summary = Of(2, double.NaN, 4, double.PositiveInfinity, double.NaN);

        summary.Exposures.ShouldBe(2);
        summary.Median.ShouldBe(3);
        summary.NewestValue.ShouldBe(4);
        summary.Newest.Exposure.Number.ShouldBe(1002);
        summary.Change.ShouldBe(2);
        ElementSummary
            .Of(
                Values([
                    [double.NaN],
                    [double.NaN],
                ]),
                0
            )
            .ShouldBeNull();
        ElementSummary
            .Of(
                Values([
                    [1],
                    [1, 2],
                ]),
                1
            )!
            .Exposures.ShouldBe(1);
        ElementSummary
            .Of(
                Values([
                    [1],
                    [1],
                ]),
                1
            )
            .ShouldBeNull();
    }

    [Fact]
    public void One_exposure_has_no_change() => Of(3).Change.ShouldBe(double.NaN);

    // Robust sigma of the ten before: deviations from 2.55 are 0.05 each, so 0.0741; eight times that is 0.593.
    [Theory]
    [InlineData(3.13, false)]
    [InlineData(3.16, true)]
    [InlineData(1.94, true)]
    public void The_newest_value_jumps_by_the_rule_of_the_figure(double newest, bool isJump) =>
        Of(2.5, 2.6, 2.5, 2.6, 2.5, 2.6, 2.5, 2.6, 2.5, 2.6, newest).IsJump.ShouldBe(isJump);

    [Fact]
    public void A_jump_of_long_ago_is_none_of_the_newest() =>
        Of(2.5, 2.6, 2.5, 2.6, 2.5, 2.6, 2.5, 2.6, 2.5, 2.6, 9, 2.55).IsJump.ShouldBeFalse();

    [Fact]
    public void Exposures_are_joined_by_their_row_and_counted()
    {
        var first = Values([
            [1],
            [2],
            [double.NaN],
            [4],
        ]);
        var second = new Series(Quantity.Airmass, null, [.. NightValues.Of(4, place => [0, place], from: 1001)]);

        // Rows 1000, 1001, 1003 have the first; rows 1001 to 1004 the second.
        JoinedCount.Of(first, 0, second, 1).ShouldBe(new JoinedCount(2, 1, 2));
        JoinedCount.Of(first, 0, second, 2).ShouldBe(new JoinedCount(0, 3, 0));
    }

    private static ElementSummary Of(params double[] values) => ElementSummary.Of(Values([.. values.Select(value => new[] { value })]), 0)!;

    private static Series Values(double[][] values) =>
        new(new Quantity(QuantityKind.Metric, "noise"), B0, [.. NightValues.Of(values.Length, place => [.. values[place]])]);
}
