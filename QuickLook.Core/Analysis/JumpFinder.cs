using System.Collections.Immutable;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Analysis;

/// <summary>
/// Finds values that depart from those before: by more than 8 robust standard deviations from the median of the 20 values before. The robust standard
/// deviation is 1.4826 times the median absolute deviation; where more than half of the values are equal that is 0, and the ordinary one takes its place. Whole
/// numbers have at least the deviation of rounding, 1/sqrt(12), so that a count of fibers may lose one or two without an outcry, even after years of none.
/// <para>
/// A departure that lasts is marked once, where it begins. When 5 values in a row have departed to the same side, it is a new level, and what follows is judged
/// against that.
/// </para>
/// </summary>
public static class JumpFinder
{
    /// <summary>Values before that make the level.</summary>
    public const int Before = 20;

    /// <summary>Values before that a level needs at least; without, nothing is judged.</summary>
    public const int FewestBefore = 10;

    /// <summary>How far a value may be from the level, in robust standard deviations.</summary>
    public const double MostSigmas = 8;

    /// <summary>Values in a row, all to the same side, that make a new level.</summary>
    public const int Lasting = 5;

    // Median absolute deviation to standard deviation for a normal distribution.
    private const double PerDeviation = 1.4826;

    // Standard deviation of what rounding to whole numbers takes away.
    private static readonly double Rounding = 1 / Math.Sqrt(12);

    // What single precision cannot tell apart is no departure.
    private const double SmallestStep = 1e-6;

    /// <summary>Finds the jumps of a series.</summary>
    /// <param name="values">In order of time; what is not finite is passed over and neither departs nor counts among the values before.</param>
    /// <returns>The jumps, in order.</returns>
    public static ImmutableArray<Jump> Find(ReadOnlySpan<double> values)
    {
        var found = ImmutableArray.CreateBuilder<Jump>();
        Span<double> before = stackalloc double[Before];
        Span<double> scratch = stackalloc double[Before];
        var count = 0;
        var (side, inRow) = (0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                continue;
            }

            var departed = count < FewestBefore ? null : Judge(values[i], i, before[..count], scratch);
            var now = departed is { } jump ? Math.Sign(jump.Sigmas) : 0;
            inRow = now != 0 && now == side ? inRow + 1 : 1;
            if (departed is { } begins && now != side)
            {
                found.Add(begins);
            }

            side = now;
            if (side != 0 && inRow == Lasting)
            {
                // A new level: the last ones of the series that were departed are its first values.
                count = 0;
                for (var k = i; k >= 0 && count < Lasting; k--)
                {
                    if (double.IsFinite(values[k]))
                    {
                        before[count++] = values[k];
                    }
                }

                before[..count].Reverse();
                side = 0;
                continue;
            }

            if (count == Before)
            {
                before[1..].CopyTo(before);
                count--;
            }

            before[count++] = values[i];
        }

        return found.ToImmutable();
    }

    private static Jump? Judge(double value, int index, ReadOnlySpan<double> before, Span<double> scratch)
    {
        var level = OrderStatistics.MedianOf(before, scratch);
        var deviations = scratch[..before.Length];
        var squares = 0.0;
        var isCount = double.IsInteger(value);
        for (var i = 0; i < before.Length; i++)
        {
            isCount &= double.IsInteger(before[i]);
            deviations[i] = Math.Abs(before[i] - level);
            squares += deviations[i] * deviations[i];
        }

        var sigma = PerDeviation * OrderStatistics.Median(deviations);
        if (sigma <= SmallestStep * Math.Abs(level))
        {
            sigma = Math.Sqrt(squares / before.Length);
        }

        sigma = isCount ? Math.Max(sigma, Rounding) : sigma;
        var step = value - level;
        return Math.Abs(step) > Math.Max(MostSigmas * sigma, SmallestStep * Math.Abs(level)) ? new Jump(index, level, step / sigma) : null;
    }
}
