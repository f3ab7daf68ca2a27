using QuickLook.Core.Numerics;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What bins without a value (inverse variance 0 and flux 0, or a flux that is no number) mean to sums and medians over a spectrum. A
/// strategy of the tests that look at spectra.
/// </summary>
internal abstract class MissingBins
{
    private MissingBins() { }

    /// <summary>
    /// The default: a spectrum without a single good bin has no sum and no median. A few missing bins count as 0 in a median, as the original
    /// has it, whose references come from there; but when more than a quarter are missing, they would pull it, and it is taken over
    /// the good bins only.
    /// </summary>
    public static MissingBins LeaveOut { get; } = new LeftOut();

    /// <summary>The original's: a missing bin is 0, and a spectrum without good bins has the sum and the median 0.</summary>
    public static MissingBins CountAsZero { get; } = new Zero();

    /// <summary>True for a bin with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inverseVariance">Its inverse variance.</param>
    public static bool IsGood(float value, float inverseVariance) =>
        inverseVariance > 0 && float.IsFinite(inverseVariance) && float.IsFinite(value);

    /// <summary>Number of bins with a value.</summary>
    /// <param name="values">Values by bin.</param>
    /// <param name="inverseVariance">Their inverse variances.</param>
    public static int CountGood(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance)
    {
        var good = 0;
        for (var i = 0; i < values.Length; i++)
        {
            good += IsGood(values[i], inverseVariance[i]) ? 1 : 0;
        }

        return good;
    }

    /// <summary>The sum.</summary>
    /// <param name="values">Values by bin, 0 where there is none.</param>
    /// <param name="inverseVariance">Their inverse variances.</param>
    /// <returns>NaN when there is no sum.</returns>
    public abstract double Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance);

    /// <summary>The median.</summary>
    /// <param name="values">Values by bin, 0 where there is none.</param>
    /// <param name="inverseVariance">Their inverse variances.</param>
    /// <param name="scratch">At least as long; overwritten.</param>
    /// <returns>NaN when there is no median.</returns>
    public abstract double Median(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance, Span<float> scratch);

    private sealed class LeftOut : MissingBins
    {
        /// <summary>Part of the bins that must be good for missing ones to be taken as 0.</summary>
        private const double Most = 0.75;

        public override double Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance)
        {
            var sum = 0.0;
            var good = 0;
            for (var i = 0; i < values.Length; i++)
            {
                good += IsGood(values[i], inverseVariance[i]) ? 1 : 0;
                sum += float.IsFinite(values[i]) ? values[i] : 0;
            }

            return good == 0 ? double.NaN : sum;
        }

        public override double Median(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance, Span<float> scratch)
        {
            var good = 0;
            for (var i = 0; i < values.Length; i++)
            {
                if (IsGood(values[i], inverseVariance[i]))
                {
                    scratch[good++] = values[i];
                }
            }

            if (good == 0)
            {
                return double.NaN;
            }

            var taken = good;
            if (good >= Most * values.Length)
            {
                taken = values.Length;
                scratch[good..taken].Clear();
            }

            return OrderStatistics.Median(scratch[..taken]);
        }
    }

    private sealed class Zero : MissingBins
    {
        public override double Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance)
        {
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }

            return sum;
        }

        public override double Median(ReadOnlySpan<float> values, ReadOnlySpan<float> inverseVariance, Span<float> scratch)
        {
            if (values.IsEmpty)
            {
                return double.NaN;
            }

            foreach (var value in values)
            {
                if (float.IsNaN(value))
                {
                    return double.NaN;
                }
            }

            values.CopyTo(scratch);
            return OrderStatistics.Median(scratch[..values.Length]);
        }
    }
}
