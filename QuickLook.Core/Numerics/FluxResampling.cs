using System.Runtime.Intrinsics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Flux-conserving resampling (pipeline.md A.4). The input is the piecewise linear function through its points that falls to 0 one step outside
/// the first and last one; an output value is the exact mean of that function over the bin around its position. Bins end midway between
/// positions, the outer ones half a step outside. One sweep over both grids, no allocation.
/// </summary>
public static class FluxResampling
{
    /// <summary>What the sweep integrates, up to four functions side by side, and where their means go.</summary>
    private interface ISpectrum
    {
        /// <summary>The functions' values at input point k.</summary>
        Vector256<double> At(int k);

        /// <summary>Takes the functions' means over output bin k.</summary>
        void Put(int k, Vector256<double> mean);
    }

    /// <summary>Resamples one function.</summary>
    /// <param name="xout">Output positions, ascending, at least two.</param>
    /// <param name="x">Input positions, ascending, at least two.</param>
    /// <param name="y">Input values, as many.</param>
    /// <param name="result">As long as <paramref name="xout"/>; 0 in bins beyond the input.</param>
    /// <exception cref="ArgumentException">Fewer than two positions, or lengths that do not agree.</exception>
    public static void Resample(ReadOnlySpan<double> xout, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
    {
        Check(xout, x, y.Length, result.Length);
        Sweep(xout, x, new Plain(y, result));
    }

    /// <summary>Resamples a spectrum with its inverse variances: flux is the mean of flux * ivar over the mean of ivar.</summary>
    /// <param name="xout">Output positions, ascending, at least two.</param>
    /// <param name="x">Input positions, ascending, at least two.</param>
    /// <param name="y">Input flux, as many.</param>
    /// <param name="ivar">Input inverse variances, as many, 0 where the flux is unusable (but finite).</param>
    /// <param name="flux">As long as <paramref name="xout"/>; 0 in bins without any inverse variance.</param>
    /// <param name="ivarOut">As long as <paramref name="xout"/>: mean of ivar per input step, times the output step.</param>
    /// <exception cref="ArgumentException">Fewer than two positions, or lengths that do not agree.</exception>
    public static void Resample(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> ivar,
        Span<float> flux,
        Span<float> ivarOut
    ) => ResampleWeighted(xout, x, y, ivar, flux, ivarOut);

    /// <summary>Resamples a spectrum with its inverse variances: flux is the mean of flux * ivar over the mean of ivar.</summary>
    /// <param name="xout">Output positions, ascending, at least two.</param>
    /// <param name="x">Input positions, ascending, at least two.</param>
    /// <param name="y">Input flux, as many.</param>
    /// <param name="ivar">Input inverse variances, as many, 0 where the flux is unusable (but finite).</param>
    /// <param name="flux">As long as <paramref name="xout"/>; 0 in bins without any inverse variance.</param>
    /// <param name="ivarOut">As long as <paramref name="xout"/>: mean of ivar per input step, times the output step.</param>
    /// <exception cref="ArgumentException">Fewer than two positions, or lengths that do not agree.</exception>
    public static void Resample(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> ivar,
        Span<double> flux,
        Span<double> ivarOut
    ) => ResampleWeighted(xout, x, y, ivar, flux, ivarOut);

    private static void ResampleWeighted<T>(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> ivar,
        Span<T> flux,
        Span<T> ivarOut
    )
        where T : unmanaged
    {
        Check(xout, x, y.Length, flux.Length);
        Lengths.MustAgree(x.Length, ivar.Length, nameof(ivar));
        Lengths.MustAgree(xout.Length, ivarOut.Length, nameof(ivarOut));
        Sweep(xout, x, new Weighted<T>(xout, x, y, ivar, flux, ivarOut));
    }

    /// <summary>
    /// Walks over both grids once. Points -1 and n are the zeros one step outside the input; whatever of a bin lies beyond them adds nothing. All
    /// state is in locals: kept in registers, a step costs two to four nanoseconds.
    /// </summary>
    private static void Sweep<TSpectrum>(ReadOnlySpan<double> xout, ReadOnlySpan<double> x, TSpectrum spectrum)
        where TSpectrum : ISpectrum, allows ref struct
    {
        var first = (2 * x[0]) - x[1];
        var last = (2 * x[^1]) - x[^2];
        var lower = xout[0] - ((xout[1] - xout[0]) / 2);
        var start = Math.Clamp(lower, first, last);

        // The segment that the walk is in, and how far it has come in it.
        var next = 0;
        var beforeX = first;
        var nextX = x[0];
        var before = Vector256<double>.Zero;
        var after = spectrum.At(0);
        var fromX = first;
        var from = Vector256<double>.Zero;
        for (var k = -1; k < xout.Length; k++)
        {
            // Bin -1 is all that lies before the first bin: walked over, not kept.
            var upper =
                k < 0 ? lower
                : k == xout.Length - 1 ? xout[k] + ((xout[k] - xout[k - 1]) / 2)
                : (xout[k] + xout[k + 1]) / 2;
            var to = k < 0 ? start : Math.Min(Math.Max(upper, first), last);
            var twice = Vector256<double>.Zero;
            while (nextX <= to && next <= x.Length)
            {
                twice += (from + after) * (nextX - fromX);
                fromX = beforeX = nextX;
                from = before = after;
                next++;
                var inside = next < x.Length;
                nextX = inside ? x[next] : last;
                after = inside ? spectrum.At(next) : Vector256<double>.Zero;
            }

            if (to > fromX)
            {
                var here = before + ((after - before) * ((to - beforeX) / (nextX - beforeX)));
                twice += (from + here) * (to - fromX);
                fromX = to;
                from = here;
            }

            if (k >= 0)
            {
                spectrum.Put(k, twice * (0.5 / (upper - lower)));
                lower = upper;
            }
        }
    }

    private static void Check(ReadOnlySpan<double> xout, ReadOnlySpan<double> x, int values, int results)
    {
        if (xout.Length < 2)
        {
            throw new ArgumentException("Bins need at least two positions.", nameof(xout));
        }

        if (x.Length < 2)
        {
            throw new ArgumentException("Resampling needs at least two input points.", nameof(x));
        }

        Lengths.MustAgree(x.Length, values, "y");
        Lengths.MustAgree(xout.Length, results, "result");
    }

    private readonly ref struct Plain(ReadOnlySpan<double> y, Span<double> result) : ISpectrum
    {
        private readonly ReadOnlySpan<double> y = y;
        private readonly Span<double> result = result;

        public Vector256<double> At(int k) => Vector256.CreateScalar(y[k]);

        public void Put(int k, Vector256<double> mean) => result[k] = mean.GetElement(0);
    }

    /// <summary>Flux times inverse variance, inverse variance, inverse variance per step.</summary>
    private readonly ref struct Weighted<T>(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> ivar,
        Span<T> flux,
        Span<T> ivarOut
    ) : ISpectrum
        where T : unmanaged
    {
        private readonly ReadOnlySpan<double> xout = xout;
        private readonly ReadOnlySpan<double> x = x;
        private readonly ReadOnlySpan<T> y = y;
        private readonly ReadOnlySpan<T> ivar = ivar;
        private readonly Span<T> flux = flux;
        private readonly Span<T> ivarOut = ivarOut;

        public Vector256<double> At(int k)
        {
            var weight = Precision.Widen(ivar[k]);
            return Vector256.Create(Precision.Widen(y[k]) * weight, weight, weight / Step(x, k), 0);
        }

        public void Put(int k, Vector256<double> mean)
        {
            var weight = mean.GetElement(1);
            flux[k] = weight > 0 ? Precision.Narrow<T>(mean.GetElement(0) / weight) : default;
            ivarOut[k] = Precision.Narrow<T>(mean.GetElement(2) * Step(xout, k));
        }

        private static double Step(ReadOnlySpan<double> x, int k) =>
            k == 0 ? x[1] - x[0]
            : k == x.Length - 1 ? x[k] - x[k - 1]
            : (x[k + 1] - x[k - 1]) / 2;
    }
}
