using QuickLook.Core.Arrays;
using QuickLook.Core.Imaging;

namespace QuickLook.Tests.Core.Imaging;

public sealed class PixelDistributionTests
{
    /// <summary>
    /// Expected: astropy 5.2.1, <c>ZScaleInterval().get_limits(image)</c>; the sum of the pixels says that the image is the same one.
    /// </summary>
    [Theory]
    [InlineData(64, 80, 1, 0, 0, 511017.3879394531, 53.847900390625, 144.77001953125)]
    [InlineData(101, 203, 7, 37, 37, 2071020.2976074219, 52.784423828125, 175.75537109375)]
    [InlineData(30, 30, 3, 11, 11, 90160.23168945312, 53.68310546875, 153.6005859375)]
    [InlineData(4, 1, 2, 0, 0, 358.71923828125, 84.55029296875, 96.6806640625)]
    [InlineData(120, 130, 9, 29, 4000, 3711316.616455078, 54.58544921875, 232.27214364410665)]
    [InlineData(400, 300, 21, 8, 900, 25509954.251220703, 953.307373046875, 1046.508056640625)]
    [InlineData(50, 40, 2, 3, -700, -266389.4206542969, -643.81640625, 146.4033203125)]
    public void Zscale_is_that_of_astropy(int height, int width, uint seed, int every, float by, double sum, double low, double high)
    {
        using var image = OracleImage.Make(height, width, seed, every, by);
        OracleImage.Sum(image).ShouldBe(sum, 1e-6);

        var limits = PixelDistribution.Of(image).ZScale;

        limits.Low.ShouldBe(low, 1e-9);
        limits.High.ShouldBe(high, 1e-9);
    }

    [Fact]
    public void Pixels_that_are_no_numbers_do_not_count()
    {
        using var image = OracleImage.Make(101, 203, 7, 37, 37);
        for (var row = 0; row < 101; row += 7)
        {
            image[row, 3] = float.NaN;
        }

        image[5, 5] = float.PositiveInfinity;

        var distribution = PixelDistribution.Of(image);

        // The same, astropy 5.2.1.
        distribution.ZScale.Low.ShouldBe(53.078857421875, 1e-9);
        distribution.ZScale.High.ShouldBe(176.101806640625, 1e-9);
        distribution.Numbers.ShouldBe((101 * 203) - 15 - 1);
        distribution.Extremes.High.ShouldBeLessThan(200);
    }

    [Fact]
    public void Percentiles_are_those_of_numpy()
    {
        using var image = OracleImage.Make(64, 80, 1);

        var distribution = PixelDistribution.Of(image);

        // numpy 1.24, percentile(image, [1, 99, 0.5, 99.5]).
        distribution.Percentiles(1, 99).Low.ShouldBe(58.31234130859375, 1e-9);
        distribution.Percentiles(1, 99).High.ShouldBe(140.8887622070313, 1e-9);
        distribution.Percentiles(0.5, 99.5).Low.ShouldBe(56.33049560546875, 1e-9);
        distribution.Percentiles(0.5, 99.5).High.ShouldBe(142.50196166992185, 1e-9);
    }

    [Fact]
    public void A_large_image_is_sampled_without_falling_into_step_with_its_columns()
    {
        // Every second column is bright; 2048 columns and a step of a power of two would see one kind only.
        using var image = new Plane<float>(1024, 2048);
        for (var i = 0; i < image.Length; i++)
        {
            image.Span[i] = i % 2 == 0 ? 10 : 20;
        }

        var limits = PixelDistribution.Of(image).Percentiles(1, 99);

        limits.ShouldBe(new PixelLimits(10, 20));
    }

    [Fact]
    public void An_image_of_one_value_and_one_without_values_have_limits_that_can_be_used()
    {
        using var flat = new Plane<float>(10, 10);
        flat.Span.Fill(5);
        using var empty = new Plane<float>(10, 10);
        empty.Span.Fill(float.NaN);

        PixelDistribution.Of(flat).ZScale.ShouldBe(new PixelLimits(4.5, 5.5));
        PixelDistribution.Of(flat).Percentiles(1, 99).AreUsable.ShouldBeTrue();
        PixelDistribution.Of(empty).ZScale.AreUsable.ShouldBeTrue();
        PixelDistribution.Of(empty).Percentiles(1, 99).AreUsable.ShouldBeTrue();
        PixelDistribution.Of(empty).Numbers.ShouldBe(0);
    }
}
