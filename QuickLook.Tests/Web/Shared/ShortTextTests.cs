using QuickLook.Web.Components.Shared;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.Web.Shared;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.00 kB")]
    [InlineData(12_400_000_000, "12.4 GB")]
    [InlineData(999_600_000, "1.00 GB")]
    [InlineData(620_000_000_000, "620 GB")]
    public void Amounts_of_data_have_three_digits(long count, string expected) => Bytes.Text(count).ShouldBe(expected);

    [Theory]
    [InlineData(-3, "0.0 s")]
    [InlineData(2.54, "2.5 s")]
    [InlineData(59.99, "0:59")]
    [InlineData(124, "2:04")]
    [InlineData(3729, "1:02:09")]
    public void Durations_read_like_a_clock(double seconds, string expected) =>
        Elapsed.Clock(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void The_median_of_an_even_number_is_the_middle_of_the_two() =>
        Elapsed
            .Median([TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(9)])
            .ShouldBe(TimeSpan.FromSeconds(3));

    [Theory]
    [InlineData("0.1.0+0123456789abcdef0123", "0.1.0", "0123456789ab")]
    [InlineData("0.1.0", "0.1.0", "not known")]
    [InlineData(null, "not stamped", "not known")]
    public void A_build_says_its_version_and_commit(string? stamp, string version, string commit) =>
        BuildInfo.Parse(stamp).ShouldBe(new BuildInfo(version, commit));
}
