using MathNet.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>A Gaussian of unit area integrated over pixels (pipeline.md A.11).</summary>
public static class PixelGaussian
{
    private const double RootTwo = 1.4142135623730951;

    /// <summary>
    /// The shares of pixels that touch: each reaches from half the distance of the first two before its middle to the same before the middle of the
    /// next. The original's fits cut pixels this way; for pixels of equal width it is the formula of A.11, and where widths change along a window it
    /// decides the fourth digit of a width.
    /// </summary>
    /// <param name="x">Middles of the pixels, at least two.</param>
    /// <param name="mean">Middle of the Gaussian.</param>
    /// <param name="sigma">Its standard deviation.</param>
    /// <param name="result">As long as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">Fewer than two pixels, or lengths that do not agree.</exception>
    public static void Values(ReadOnlySpan<double> x, double mean, double sigma, Span<double> result)
    {
        Lengths.MustAgree(x.Length, result.Length, nameof(result));
        if (x.Length < 2)
        {
            throw new ArgumentException("The width of pixels needs two of them.", nameof(x));
        }

        var unit = sigma * RootTwo;
        var half = (((x[1] - mean) / unit) - ((x[0] - mean) / unit)) / 2;
        var below = SpecialFunctions.Erf(((x[0] - mean) / unit) - half);
        for (var i = 0; i < x.Length; i++)
        {
            var edge = i + 1 < x.Length ? ((x[i + 1] - mean) / unit) - half : ((x[i] - mean) / unit) + half;
            var above = SpecialFunctions.Erf(edge);
            result[i] = (above - below) / 2;
            below = above;
        }
    }
}
