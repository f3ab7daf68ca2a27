using System.Collections.Immutable;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>
/// Weighted running means of spectra: bin i becomes <c>sum(k v f) / sum(k v)</c> over its neighbours, with the kernel k and the inverse variance v (1 where a file has
/// none), so that noisy bins count little and bins without a value not at all. Its inverse variance is <c>(sum k v)^2 / sum(k^2 v)</c>, that of the mean if bins are
/// independent. A bin that has no value itself gets none: smoothing fills no gaps.
/// </summary>
/// <param name="Kernel">The shape.</param>
/// <param name="Width">
/// Bins (CCD rows): full width of a box, whose outermost bins count by the part of them that is inside, or sigma of a Gaussian, which is cut off at 4 sigma. 0 to
/// <see cref="Widest"/>; 0 changes nothing, nor does a box of 1.
/// </param>
public readonly record struct Smoothing(SmoothingKernel Kernel, double Width)
{
    /// <summary>Largest width.</summary>
    public const double Widest = 20;

    private const double GaussianReach = 4;

    /// <summary>No smoothing.</summary>
    public static Smoothing None { get; }

    /// <summary>True when it changes nothing.</summary>
    public bool IsNone => !(Width > 0);

    /// <summary>Smoothes flux, noise and sky of a spectrum.</summary>
    /// <param name="spectrum">The spectrum; not changed.</param>
    public FiberSpectrum Apply(FiberSpectrum spectrum)
    {
        if (IsNone)
        {
            return spectrum;
        }

        var weights = Weights();
        var (flux, variance) = Mean(spectrum.Flux, spectrum.InverseVariance, weights);
        return spectrum with
        {
            Flux = flux,
            InverseVariance = spectrum.InverseVariance.IsEmpty ? [] : variance,
            Sky = spectrum.Sky.IsEmpty ? [] : Mean(spectrum.Sky, [], weights).Values,
        };
    }

    // Weights by distance, from 0.
    private double[] Weights()
    {
        var width = Math.Min(Width, Widest);
        var reach = (int)Math.Ceiling(Kernel == SmoothingKernel.Box ? (width - 1) / 2 : GaussianReach * width);
        var weights = new double[Math.Max(0, reach) + 1];
        for (var distance = 0; distance < weights.Length; distance++)
        {
            weights[distance] =
                Kernel == SmoothingKernel.Box
                    ? Math.Clamp((width / 2) + 0.5 - distance, 0, 1)
                    : Math.Exp(-0.5 * distance * distance / (width * width));
        }

        return weights;
    }

    private static (ImmutableArray<double> Values, ImmutableArray<double> InverseVariance) Mean(
        ImmutableArray<double> values,
        ImmutableArray<double> inverseVariance,
        double[] weights
    )
    {
        var reach = weights.Length - 1;
        var means = ImmutableArray.CreateBuilder<double>(values.Length);
        var variances = ImmutableArray.CreateBuilder<double>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var (weighted, weight, squares) = (0.0, 0.0, 0.0);
            for (var j = Math.Max(0, i - reach); double.IsFinite(values[i]) && j <= Math.Min(values.Length - 1, i + reach); j++)
            {
                var exactness = inverseVariance.IsEmpty ? 1 : inverseVariance[j];
                if (double.IsFinite(values[j]) && exactness > 0)
                {
                    var kernel = weights[Math.Abs(i - j)];
                    weighted += kernel * exactness * values[j];
                    weight += kernel * exactness;
                    squares += kernel * kernel * exactness;
                }
            }

            means.Add(weight > 0 ? weighted / weight : double.NaN);
            variances.Add(weight > 0 ? weight * weight / squares : 0);
        }

        return (means.MoveToImmutable(), variances.MoveToImmutable());
    }
}
