using QuickLook.Core.Analysis;

namespace QuickLook.Tests.Core.Analysis;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1000, 40)]
    [InlineData(1000, 5000)]
    public void Each_part_has_the_least_the_median_and_the_most_of_its_values(int count, int bins)
    {
        var random = new Random(count + bins);
        double[] times = [.. Enumerable.Range(0, count).Select(_ => 61000 + (100 * random.NextDouble()))];
        double[] values = [.. times.Select(_ => random.Next(9) == 0 ? double.NaN : Math.Round(random.NextDouble(), 2))];

        var found = Envelope.Of(times, values, 61010, 61090, bins);

        // Part by part, each value asked whether it belongs there.
        var expected = new List<EnvelopeBin>();
        for (var bin = 0; bin < bins; bin++)
        {
            var here = times
                .Zip(values)
                .Where(each => each.First >= 61010 && each.First <= 61090 && double.IsFinite(each.Second))
                .Where(each => Math.Min((int)((each.First - 61010) / 80 * bins), bins - 1) == bin)
                .OrderBy(each => each.Second)
                .ToList();
            if (here.Count > 0)
            {
                var median = (here[(here.Count - 1) / 2].Second + here[here.Count / 2].Second) / 2;
                expected.Add(
                    new EnvelopeBin(
                        here.Min(each => each.First),
                        here.Max(each => each.First),
                        here[0].Second,
                        median,
                        here[^1].Second,
                        here.Count
                    )
                );
            }
        }

        found.ShouldBe(expected);
    }

    [Fact]
    public void A_single_value_far_away_is_kept_among_sixty_thousand()
    {
        double[] times = [.. Enumerable.Range(0, 60_000).Select(i => (double)i)];
        double[] values = [.. times.Select(_ => 2.5)];
        values[31_234] = 90;

        var found = Envelope.Of(times, values, 0, 59_999, 400);

        found.Length.ShouldBe(400);
        found.Sum(bin => bin.Count).ShouldBe(60_000);
        found.Where(bin => bin.Most > 2.5).ShouldHaveSingleItem().Most.ShouldBe(90);
        found.ShouldAllBe(bin => bin.Median.Equals(2.5) && bin.Least.Equals(2.5));
    }

    [Fact]
    public void The_last_instant_belongs_to_the_last_part_and_one_instant_is_one_part()
    {
        Envelope.Of([0, 10], [1, 2], 0, 10, 2).Select(bin => bin.Median).ShouldBe([1, 2]);
        Envelope.Of([5, 5, 5], [3, 1, 2], 5, 5, 10).ShouldBe([new EnvelopeBin(5, 5, 1, 2, 3, 3)]);
        Envelope.Of([], [], 0, 1, 10).ShouldBeEmpty();
        Envelope.Of([1], [double.NaN], 0, 1, 10).ShouldBeEmpty("what has no value is a gap, not a 0");
    }
}
