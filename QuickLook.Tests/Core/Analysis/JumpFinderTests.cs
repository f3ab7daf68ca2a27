using QuickLook.Core.Analysis;

namespace QuickLook.Tests.Core.Analysis;

public sealed class JumpFinderTests
{
    [Fact]
    public void Known_jumps_are_found_and_nothing_else()
    {
        var values = Quiet(300);
        values[40] += 3;
        values[41] -= 3; // the other way at once is a jump of its own
        values[200] += 3;

        var found = JumpFinder.Find(values);

        found.Select(jump => jump.Index).ShouldBe([40, 41, 200]);
        found[0].Level.ShouldBe(10, 0.2);
        found[0].Sigmas.ShouldBeGreaterThan(JumpFinder.MostSigmas);
        found[1].Sigmas.ShouldBeLessThan(-JumpFinder.MostSigmas);
    }

    [Fact]
    public void A_step_is_marked_once_where_it_begins_and_what_follows_is_judged_by_the_new_level()
    {
        var values = Quiet(200);
        for (var i = 80; i < values.Length; i++)
        {
            values[i] += 5;
        }

        values[100] += 3;

        JumpFinder.Find(values).Select(jump => jump.Index).ShouldBe([80, 100]);
    }

    [Fact]
    public void A_departure_of_a_few_values_is_one_jump()
    {
        var values = Quiet(100);
        for (var i = 50; i < 50 + JumpFinder.Lasting - 1; i++)
        {
            values[i] += 5;
        }

        JumpFinder.Find(values).Select(jump => jump.Index).ShouldBe([50]);
    }

    [Fact]
    public void A_slow_rise_is_no_jump()
    {
        var values = Quiet(300);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += 0.02 * i;
        }

        JumpFinder.Find(values).ShouldBeEmpty();
    }

    [Fact]
    public void A_constant_has_no_jump_and_the_first_other_value_is_one()
    {
        double[] constant = [.. Enumerable.Repeat(2.6f, 100).Select(value => (double)value)];
        JumpFinder.Find(constant).ShouldBeEmpty();

        constant[50] += 1e-7; // the last digit of single precision
        JumpFinder.Find(constant).ShouldBeEmpty();

        constant[60] = 3;
        var jump = JumpFinder.Find(constant).ShouldHaveSingleItem();
        (jump.Index, jump.Level).ShouldBe((60, 2.6f));
        jump.Sigmas.ShouldBeGreaterThan(JumpFinder.MostSigmas);
    }

    [Fact]
    public void A_count_of_fibers_may_lose_one_now_and_then()
    {
        double[] counts = [.. Enumerable.Range(0, 100).Select(i => i % 9 == 4 ? 499.0 : 500)];
        JumpFinder.Find(counts).ShouldBeEmpty();

        counts[70] = 478;
        JumpFinder.Find(counts).ShouldHaveSingleItem().Index.ShouldBe(70);
    }

    [Fact]
    public void A_count_that_never_changed_may_lose_two_but_not_three()
    {
        double[] counts = [.. Enumerable.Repeat(500.0, 100)];
        counts[40] = 499;
        counts[70] = 498;
        JumpFinder.Find(counts).ShouldBeEmpty();

        counts[70] = 497;
        var jump = JumpFinder.Find(counts).ShouldHaveSingleItem();
        jump.Index.ShouldBe(70);
        jump.Sigmas.ShouldBe(-3 * Math.Sqrt(12), 1e-9);
    }

    [Fact]
    public void What_is_no_number_is_passed_over()
    {
        var values = Quiet(100);
        foreach (var i in new[] { 0, 13, 47, 48, 49, 51 })
        {
            values[i] = double.NaN;
        }

        values[5] = double.PositiveInfinity;
        values[50] += 4;

        JumpFinder.Find(values).ShouldHaveSingleItem().Index.ShouldBe(50);
        JumpFinder.Find([.. Enumerable.Repeat(double.NaN, 50)]).ShouldBeEmpty();
        JumpFinder.Find([]).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_values_are_not_judged()
    {
        JumpFinder.Find([1, 1, 1, 900, 1, 1, 1, 1, 1]).ShouldBeEmpty();
    }

    // Noise of a fixed seed, standard deviation 0.1, about 10.
    private static double[] Quiet(int count)
    {
        var random = new Random(11);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => 10 + (0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()))),
        ];
    }
}
