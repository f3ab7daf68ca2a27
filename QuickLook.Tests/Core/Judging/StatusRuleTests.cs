using System.Text.Json.Nodes;
using QuickLook.Core.Judging;

namespace QuickLook.Tests.Core.Judging;

public sealed class StatusRuleTests
{
    private static readonly ToleranceRange Normal = new(-40, 40);
    private static readonly ToleranceRange Warning = new(-60, 60);

    /// <summary>Limits of a signal to noise, whose deviation is the reference minus the value.</summary>
    private static readonly Threshold FiducialSnr = new([1, 2, 3], new ToleranceRange(-0.9, 0.5), new ToleranceRange(-1.2, 1));

    [Theory]
    [InlineData(150, Quality.Normal)]
    [InlineData(190, Quality.Normal)]
    [InlineData(190.001, Quality.Warning)]
    [InlineData(90, Quality.Warning)]
    [InlineData(89.999, Quality.Alarm)]
    [InlineData(double.PositiveInfinity, Quality.Alarm)]
    [InlineData(double.NaN, Quality.Unknown)]
    public void Ranges_are_relative_to_the_reference_and_inclusive(double value, Quality expected)
    {
        Judge(new MetricValues("BIAS", value), 150).Quality.ShouldBe(expected);
    }

    [Fact]
    public void The_examples_of_the_specification_are_judged_as_stated()
    {
        // pipeline.md 4.1, examples.
        Judge(new MetricValues("BIAS_AMP", 139.5, 149.5, 154.5, 159.5), 150, 150, 150, 150).Quality.ShouldBe(Quality.Normal);
        StatusRule
            .ByRank.Judge(
                new MetricValues("LITFRAC_AMP", 0.14, 0.12, 0.12, 0.10),
                new Threshold([0.4, 0.4, 0.4, 0.4], new ToleranceRange(-0.15, 0.15), new ToleranceRange(-0.2, 0.2))
            )
            .Quality.ShouldBe(Quality.Alarm);
    }

    [Fact]
    public void Swapped_amplifiers_are_seen_by_position_and_not_by_rank_7_2_no_26()
    {
        var swapped = new MetricValues("BIAS_AMP", 200, 100);
        var threshold = new Threshold([100, 200], Normal, Warning);

        StatusRule.ByPosition.Judge(swapped, threshold).Quality.ShouldBe(Quality.Alarm);
        StatusRule.ByRank.Judge(swapped, threshold).Quality.ShouldBe(Quality.Normal);
    }

    [Fact]
    public void By_rank_each_value_keeps_its_own_verdict()
    {
        var verdict = StatusRule.ByRank.Judge(new MetricValues("X", 300, 100, 205), new Threshold([100, 200, 210], Normal, Warning));

        verdict.Elements.Select(element => element.Quality).ShouldBe([Quality.Alarm, Quality.Normal, Quality.Normal]);
        verdict.Elements.Select(element => element.Deviation).ShouldBe([90, 0, 5]);
    }

    [Fact]
    public void A_single_reference_holds_for_every_element()
    {
        var verdict = Judge(new MetricValues("NOISE_AMP", 150, 205, 150, 130), 150);

        verdict.Quality.ShouldBe(Quality.Warning);
        verdict.Elements.Select(element => element.Quality).ShouldBe([Quality.Normal, Quality.Warning, Quality.Normal, Quality.Normal]);
    }

    [Fact]
    public void A_missing_reference_leaves_the_verdict_unknown()
    {
        var values = new MetricValues("NOISE_AMP", 1, 2);

        StatusRule.ByPosition.Judge(values, null).Quality.ShouldBe(Quality.Unknown);
        var verdict = StatusRule.ByPosition.Judge(values, new Threshold([], Normal, Warning));
        verdict.Quality.ShouldBe(Quality.Unknown);
        verdict.Sentence.ShouldBe("NOISE_AMP has no reference value to be judged by");
    }

    [Fact]
    public void Lengths_that_differ_leave_the_verdict_unknown()
    {
        Judge(new MetricValues("XYSHIFTS", 1), 1, 2).Quality.ShouldBe(Quality.Unknown);
        var verdict = Judge(new MetricValues("XYSHIFTS", 1, 2, 3), 1, 2);
        verdict.Quality.ShouldBe(Quality.Unknown);
        verdict.Sentence.ShouldBe("XYSHIFTS has 3 values but its reference has 2");
        Judge(new MetricValues("XYSHIFTS"), 1).Quality.ShouldBe(Quality.Unknown);
    }

    [Fact]
    public void An_element_that_is_no_number_is_unknown_and_never_hides_an_alarm_7_2_no_5()
    {
        Judge(new MetricValues("X", double.NaN, 150), 150, 150).Quality.ShouldBe(Quality.Unknown);
        Judge(new MetricValues("X", double.NaN, 250), 150, 150).Quality.ShouldBe(Quality.Alarm);
        Judge(new MetricValues("X", double.NaN, 205), 150, 150).Quality.ShouldBe(Quality.Warning);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.0, 0.0 }, Quality.Normal)]
    [InlineData(new[] { 1.0, 0.0, 0.0 }, Quality.Alarm)]
    [InlineData(new[] { 1.0, 3.3, 3.0 }, Quality.Alarm)]
    [InlineData(new[] { 1.95, 2.0, 3.0 }, Quality.Warning)]
    public void The_originals_signal_to_noise_forgives_one_missing_fit_which_is_a_0(double[] values, Quality expected)
    {
        // pipeline.md 4.1, item 7, with the limits of Calculate_SNR but an asymmetric range, which shows the direction.
        StatusRule.ByRank.Judge(new MetricValues("FIDSNR_TGT", values), FiducialSnr).Quality.ShouldBe(expected);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.0, 3.0 }, Quality.Normal)]
    [InlineData(new[] { 1.0, 2.0, 0.0 }, Quality.Alarm)]
    [InlineData(new[] { 0.5, 2.0, 3.0 }, Quality.Normal)]
    [InlineData(new[] { 0.4, 2.0, 3.0 }, Quality.Warning)]
    [InlineData(new[] { 1.0, 3.3, 3.0 }, Quality.Alarm)]
    [InlineData(new[] { 1.0, 2.0, double.NaN }, Quality.Unknown)]
    [InlineData(new[] { 0.4, 2.0, double.NaN }, Quality.Warning)]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, Quality.Unknown)]
    public void Signal_to_noise_of_0_is_a_value_and_a_missing_fit_is_unknown(double[] values, Quality expected) =>
        StatusRule.ByPosition.Judge(new MetricValues("FIDSNR_TGT", values), FiducialSnr).Quality.ShouldBe(expected);

    [Fact]
    public void An_element_that_is_left_out_has_no_verdict_and_the_others_are_judged_without_it()
    {
        var values = new MetricValues("NOISE_AMP", [2.6, double.NaN, 9.9, 3.0], "e-", ["A", "B", "C", "D"]);
        var threshold = new Threshold([2.6], new ToleranceRange(-1.5, 1.5), new ToleranceRange(-2, 2));

        var verdict = StatusRule.ByPosition.Judge(values, threshold, new HashSet<int> { 1, 2 });

        verdict.Quality.ShouldBe(Quality.Normal);
        verdict.Elements.Select(element => element.Quality).ShouldBe([Quality.Normal, Quality.None, Quality.None, Quality.Normal]);
        verdict.Sentence.ShouldBe("amp D 3.00 e-, normal 1.10 - 4.10");
    }

    [Fact]
    public void The_first_element_may_be_left_out_too() =>
        StatusRule
            .ByPosition.Judge(new MetricValues("X", 999, 150, 205), new Threshold([150], Normal, Warning), new HashSet<int> { 0 })
            .Sentence.ShouldBe("element 3 205, normal 110 - 190");

    [Fact]
    public void Nothing_is_judged_when_every_element_is_left_out()
    {
        var verdict = StatusRule.ByPosition.Judge(new MetricValues("X", 1, 2), null, new HashSet<int> { 0, 1 });

        verdict.Quality.ShouldBe(Quality.None);
        verdict.Sentence.ShouldBe("absent by design");
    }

    [Fact]
    public void By_rank_what_is_left_out_or_has_no_value_takes_no_rank()
    {
        var threshold = new Threshold([100, 200, 300, 400], Normal, Warning);
        var verdict = StatusRule.ByRank.Judge(new MetricValues("X", 390, double.NaN, 105, 900), threshold, new HashSet<int> { 3 });

        verdict
            .Elements.Select(element => element.Quality)
            .ShouldBe([Quality.Alarm, Quality.Unknown, Quality.Normal, Quality.None], "references 100 and 300 are left");
        verdict.Elements[0].Deviation.ShouldBe(90);
        verdict.Elements[2].Deviation.ShouldBe(5);
    }

    [Fact]
    public void A_fit_that_is_left_out_is_not_one_that_is_missing()
    {
        StatusRule
            .ByRank.Judge(new MetricValues("FIDSNR_TGT", 0, 2, 0), FiducialSnr, new HashSet<int> { 2 })
            .Quality.ShouldBe(Quality.Normal);
    }

    [Fact]
    public void The_sentence_names_the_worst_amplifier_and_what_would_be_normal()
    {
        var values = new MetricValues("NOISE_AMP", [2.6, 2.7, 4.91, 4.2], "e-", ["A", "B", "C", "D"]);
        var threshold = new Threshold([2.6], new ToleranceRange(-1.5, 1.5), new ToleranceRange(-2, 2));

        var verdict = StatusRule.ByPosition.Judge(values, threshold);

        verdict.Quality.ShouldBe(Quality.Alarm);
        verdict.Sentence.ShouldBe("amp C 4.91 e-, normal 1.10 - 4.10");
    }

    [Fact]
    public void A_range_below_zero_is_written_so_that_signs_are_clear()
    {
        var values = new MetricValues("XYSHIFTS", [0.25, 0.05], "pixel", ["x", "y"]);

        StatusRule
            .ByPosition.Judge(values, new Threshold([0], new ToleranceRange(-0.2, 0.2), new ToleranceRange(-0.3, 0.3)))
            .Sentence.ShouldBe("x 0.25 pixel, normal -0.20 to 0.20");
    }

    [Fact]
    public void Whole_numbers_are_written_without_decimals()
    {
        StatusRule
            .ByPosition.Judge(
                new MetricValues("NGOODFIB", [480], "fibers", []),
                new Threshold([500], new ToleranceRange(-3, 3), new ToleranceRange(-4, 4))
            )
            .Sentence.ShouldBe("NGOODFIB 480 fibers, normal 497 - 503");
        StatusRule
            .ByPosition.Judge(new MetricValues("CHECKHDUS", 1), new Threshold([0], default, default))
            .Sentence.ShouldBe("CHECKHDUS 1, normal 0");
    }

    [Fact]
    public void Values_are_read_from_a_document_with_null_and_NaN_as_no_value()
    {
        var node = JsonNode.Parse("[1, 2.5, null, \"NaN\"]");

        var values = MetricValues.Read("X", node, string.Empty, []).Value.Values;

        values.ShouldBe([1, 2.5, double.NaN, double.NaN]);
        MetricValues.Read("X", JsonValue.Create(3L), string.Empty, []).Value.Values.ShouldBe([3]);
        MetricValues.Read("X", null, string.Empty, []).Value.Values.ShouldBe([double.NaN]);
        MetricValues.Read("X", JsonNode.Parse("[[1], [2]]"), string.Empty, []).IsSuccess.ShouldBeFalse();
        MetricValues.Read("X", JsonNode.Parse("{\"a\": 1}"), string.Empty, []).IsSuccess.ShouldBeFalse();
    }

    private static Verdict Judge(MetricValues values, params double[] reference) =>
        StatusRule.ByPosition.Judge(values, new Threshold([.. reference], Normal, Warning));
}
