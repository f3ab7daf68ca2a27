using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class PixelGaussianTests
{
    [Fact]
    public void A_pixel_of_two_sigma_around_the_mean_holds_68_percent()
    {
        var shares = new double[3];
        PixelGaussian.Values([3.6, 5, 6.4], 5, 0.7, shares);
        shares[1].ShouldBe(0.6826894921370859, 1e-15);
        PixelGaussian.Values([2.2, 5, 7.8], 5, 0.7, shares);
        shares[1].ShouldBe(0.9544997361036416, 1e-15);
    }

    [Fact]
    public void Pixels_share_the_whole()
    {
        var x = Sampling.Linspace(-10, 10, 41);
        var shares = new double[41];
        PixelGaussian.Values(x, 0.13, 0.9, shares);
        shares.Sum().ShouldBe(1, 1e-14);
    }

    [Fact]
    public void One_pixel_has_no_width()
    {
        Should.Throw<ArgumentException>(() => PixelGaussian.Values([1], 0, 1, new double[1]));
    }
}
