using QuickLook.Core.Numerics;
using QuickLook.Core.QualityTests;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>Fits of few numbers, on data that are made here: the same for everyone.</summary>
internal static class SmallFitKernels
{
    private const int Seed = 4;
    private const int Targets = 300;
    private const int LinePixels = 11;
    private const int Fits = 1000;

    /// <summary>The kernels.</summary>
    /// <param name="bins">Bins of a spectrum.</param>
    public static IEnumerable<Kernel> Of(int bins) => [Spline(bins), GaussianLines(), SnrGrid()];

    private static Kernel Spline(int bins)
    {
        const double KnotsEvery = 30;
        var random = new Random(Seed);
        double[] x = [.. Enumerable.Range(0, bins).Select(bin => (double)bin)];
        double[] y = [.. x.Select(position => 1 + (0.2 * Math.Sin(position / 100)) + (0.01 * random.NextDouble()))];
        double[] weights = [.. x.Select(_ => 0.5 + random.NextDouble())];
        var result = new double[bins];
        return new Kernel(
            "least-squares spline",
            $"{bins} points, a knot every {KnotsEvery:F0}",
            () =>
            {
                if (!LeastSquaresSpline.TryFit(x, x, y, weights, KnotsEvery, KnotsEvery, result))
                {
                    throw new InvalidOperationException("The spline was not fitted.");
                }
            }
        );
    }

    private static Kernel GaussianLines()
    {
        var random = new Random(Seed);
        double[] x = [.. Enumerable.Range(0, LinePixels).Select(pixel => pixel - (LinePixels / 2.0))];
        var lines = new double[Fits][];
        for (var line = 0; line < Fits; line++)
        {
            lines[line] = new double[LinePixels];
            PixelGaussian.Values(x, random.NextDouble() - 0.5, 1 + (0.5 * random.NextDouble()), lines[line]);
            for (var pixel = 0; pixel < LinePixels; pixel++)
            {
                lines[line][pixel] += 0.002 * (random.NextDouble() - 0.5);
            }
        }

        return new Kernel(
            "Gaussian line fits",
            $"{Fits} fits of {LinePixels} pixels",
            () =>
            {
                Span<double> parameters = stackalloc double[2];
                Span<double> variances = stackalloc double[2];
                foreach (var line in lines)
                {
                    (parameters[0], parameters[1]) = (1, 1);
                    LevenbergMarquardt.Fit(new PixelGaussianModel(x, line), parameters, variances);
                }
            }
        );
    }

    private static Kernel SnrGrid()
    {
        const double Exposure = 1000;
        var model = new SnrModel(Slope: 0.05, Background: 2);
        var random = new Random(Seed);
        double[] flux = [.. Enumerable.Range(0, Targets).Select(_ => Math.Pow(10, 1.5 * random.NextDouble()))];
        double[] snr = [.. flux.Select(value => model.Value(value, Exposure) + (0.1 * (random.NextDouble() - 0.5)))];
        double[] weights = [.. flux.Select(_ => 0.5 + random.NextDouble())];
        return new Kernel("SNR grid search", $"{Targets} targets", () => SnrGridSearch.Fit(flux, snr, weights, Exposure));
    }
}
