using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Tests.Core.Simulation.Randomness;

public class RandomStreamTests
{
    [Fact]
    public void A_stream_follows_from_its_use_and_its_place()
    {
        var expected = RandomStream.Of(RandomUse.Pixels, 1, 2, 3).Next();

        RandomStream.Of(RandomUse.Pixels, 1, 2, 3).Next().ShouldBe(expected);
        RandomStream.Of(RandomUse.Pixels, 1, 3, 2).Next().ShouldNotBe(expected);
        RandomStream.Of(RandomUse.Targets, 1, 2, 3).Next().ShouldNotBe(expected);
    }

    [Fact]
    public void A_stream_that_is_begun_anew_has_the_same_numbers_again()
    {
        var stream = RandomStream.Of(RandomUse.Pixels);
        stream.RestartAt(17, 5);
        var first = stream.Next();
        stream.Next();
        stream.RestartAt(17, 5);

        stream.Next().ShouldBe(first);
    }

    [Fact]
    public void Numbers_have_the_moments_of_their_distributions()
    {
        var stream = RandomStream.Of(RandomUse.Pixels, 1);
        var uniform = Enumerable.Range(0, 100_000).Select(_ => stream.Uniform()).ToArray();
        var normal = Enumerable.Range(0, 100_000).Select(_ => stream.Gaussian()).ToArray();

        // 100 000 numbers: means are good to 1 / 316 of the deviation; five of these are allowed.
        uniform.Average().ShouldBe(0.5, 0.005);
        normal.Average().ShouldBe(0, 0.016);
        normal.Average(value => value * value).ShouldBe(1, 0.023);
        uniform.ShouldAllBe(value => value >= 0 && value < 1);
    }
}
