using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Leaves out samples of one fiber that do not follow the others (pipeline.md 3.3.1): a parabola in y is fitted, points far off it go, and so on until
/// none goes. Holds scratch; not thread-safe.
/// </summary>
internal sealed class ShiftClipping
{
    private const int Rounds = 10;
    private const int Degree = 2;
    private const int FewestPoints = Degree + 2;

    /// <summary>Three sigma squared, times the square root of two squared: the original's "3 sigma of the difference".</summary>
    private const double Limit = 9 * 2;

    private readonly double[] y;
    private readonly double[] shift;
    private readonly double[] weight;
    private readonly double[] chiSquare;
    private readonly double[] scratch;

    /// <summary>Prepares scratch.</summary>
    /// <param name="capacity">Most samples that a fiber can have.</param>
    public ShiftClipping(int capacity)
    {
        y = new double[capacity];
        shift = new double[capacity];
        weight = new double[capacity];
        chiSquare = new double[capacity];
        scratch = new double[capacity];
    }

    /// <summary>The samples that remain; none when there were too few.</summary>
    /// <param name="samples">Samples of one fiber; taken apart.</param>
    public List<ShiftSample> Keep(List<ShiftSample> samples)
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (samples.Count < FewestPoints)
            {
                samples.Clear();
                return samples;
            }

            var limit = Limit * Judge(samples);
            var before = samples.Count;
            var index = 0;
            samples.RemoveAll(_ => !(chiSquare[index++] <= limit));
            if (samples.Count == before)
            {
                break;
            }
        }

        return samples;
    }

    /// <summary>Fills chi square of each sample; returns their median.</summary>
    private double Judge(List<ShiftSample> samples)
    {
        var count = samples.Count;
        for (var i = 0; i < count; i++)
        {
            y[i] = samples[i].Y;
            shift[i] = samples[i].Shift;
            weight[i] = 1 / samples[i].Error;
        }

        var parabola = PolynomialFit.Fit(y.AsSpan(0, count), shift.AsSpan(0, count), Degree, weight.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            var residual = (shift[i] - PolynomialFit.Value(parabola, y[i])) * weight[i];
            chiSquare[i] = residual * residual;
        }

        chiSquare.AsSpan(0, count).CopyTo(scratch);
        return OrderStatistics.Median(scratch.AsSpan(0, count));
    }
}
