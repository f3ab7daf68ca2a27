using QuickLook.Core.Judging;

namespace QuickLook.Tests.Core.Judging;

public sealed class LimitTextTests
{
    private static readonly string[] Amplifiers = ["A", "B", "C", "D"];

    [Fact]
    public void One_reference_for_all_gives_one_range() =>
        LimitText.Normal("NOISE_AMP", Limits([2.6, 2.6, 2.6, 2.6], -1.5, 1.5), Amplifiers).ShouldBe("normal 1.10 - 4.10");

    [Fact]
    public void References_of_their_own_are_named() =>
        LimitText
            .Normal("BIAS_AMP", Limits([185.1, 177.8, 128.2, 167.1], -5, 5), Amplifiers)
            .ShouldBe(
                "normal A~180.10~-~190.10, B~172.80~-~182.80, C~123.20~-~133.20, D~162.10~-~172.10"
                    .Replace("-~", "-\u2060~")
                    .Replace('~', '\u00a0')
            );

    [Fact]
    public void Whole_numbers_have_no_decimals_and_a_single_value_no_dash()
    {
        LimitText.Normal("NGOODFIB", Limits([500], -3, 3), []).ShouldBe("normal 497 - 503");
        LimitText.Normal("CHECKHDUS", Limits([0], 0, 0), []).ShouldBe("normal 0");
    }

    [Fact]
    public void A_range_that_begins_below_zero_is_not_read_as_a_difference() =>
        LimitText.Normal("XYSHIFTS", Limits([0], -0.2, 0.2), []).ShouldBe("normal -0.20 to 0.20");

    [Fact]
    public void The_reversed_rule_of_the_fiducial_signal_to_noise_reverses_the_range() =>
        LimitText.Normal("FIDSNR_TGT", Limits([0.5], -0.3, 0.1), []).ShouldBe("normal 0.40 - 0.80");

    [Fact]
    public void Many_different_references_and_none_at_all_are_said_in_words()
    {
        LimitText
            .Normal("ANY", Limits([.. Enumerable.Range(0, 20).Select(value => (double)value)], -1, 1), [])
            .ShouldBe("normal by the reference of each");
        LimitText.Normal("ANY", Limits([], -1, 1), []).ShouldBeEmpty();
        LimitText.Normal("ANY", null, []).ShouldBeEmpty();
    }

    private static Threshold Limits(double[] reference, double low, double high) =>
        new([.. reference], new ToleranceRange(low, high), new ToleranceRange(2 * low, 2 * high));
}
