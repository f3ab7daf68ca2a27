using System.Runtime.Intrinsics;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Finds pixels hit by cosmic rays on a single exposure (pipeline.md 3.2.3, after the algorithm of the SDSS photometric pipeline): a hit
/// is brighter than its neighbours along at least two of four axes, and along one axis sharper than a point of light can be.
/// </summary>
public static class CosmicRays
{
    /// <summary>Significance that is enough for a neighbour of a hit.</summary>
    private const double GrowthSignificance = 3;

    /// <summary>Sets <see cref="CcdMask.Cosmic"/> in the mask. The outermost pixels are never tested.</summary>
    /// <param name="pixels">Electrons, <c>[row y, column x]</c>.</param>
    /// <param name="inverseVariance">Inverse variance of the same shape.</param>
    /// <param name="mask">Mask of the same shape; pixels whose mask is not 0 are neither tested nor used as neighbours.</param>
    /// <param name="parameters">How to search.</param>
    /// <param name="note">Hears how many pixels each pass rejects.</param>
    /// <param name="cancellationToken">Looked at between passes.</param>
    /// <returns>Number of pixels set.</returns>
    public static int Mask(
        Plane<float> pixels,
        Plane<float> inverseVariance,
        Plane<ushort> mask,
        CosmicRayParameters parameters,
        Action<ReductionNote> note,
        CancellationToken cancellationToken
    )
    {
        var firstTest = new SharpnessTest(
            parameters.Significance,
            parameters.ErrorAllowance,
            parameters.GradientFactor,
            parameters.Gradients
        );
        var growth = parameters.GrowthGradientFactor ?? parameters.GradientFactor;
        var growthTest = new SharpnessTest(GrowthSignificance, 0, growth, parameters.Gradients);
        var fresh = FirstPass(pixels, inverseVariance, mask, parameters, firstTest, cancellationToken);
        note(new ReductionNote(NoteSeverity.Info, $"cosmic rays: first pass: {fresh.Count} pixels rejected"));

        var hits = new List<int>(fresh);
        Set(mask, fresh);
        for (var round = 0; round < parameters.MaximumRounds && fresh.Count > 0; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fresh = Grow(pixels, inverseVariance, mask, growthTest, fresh);
            hits.AddRange(fresh);
        }

        var spread = CosmicRayShape.Spread(hits, mask.Height, mask.Width, parameters.Dilate, parameters.CloseGaps);
        Set(mask, spread);
        note(new ReductionNote(NoteSeverity.Info, $"cosmic rays: {spread.Count} pixels rejected in the end"));
        return spread.Count;
    }

    private static List<int> FirstPass(
        Plane<float> pixels,
        Plane<float> inverseVariance,
        Plane<ushort> mask,
        CosmicRayParameters parameters,
        SharpnessTest test,
        CancellationToken cancellationToken
    )
    {
        const int RowsBetweenLooks = 256;
        var hits = new List<int>();
        for (var row = 1; row < pixels.Height - 1; row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            FirstPassRow(pixels.Span, inverseVariance.Span, mask.Span, pixels.Width, row, parameters, test, hits);
        }

        return hits;
    }

    /// <summary>
    /// Nearly all pixels fall through two conditions that are cheap for eight pixels at once and that every hit meets: it is significant,
    /// and on some axis it is sharper than light even if its neighbours had no error. Both are a little weaker than the test itself, so
    /// that rounding loses nothing.
    /// </summary>
    private static void FirstPassRow(
        ReadOnlySpan<float> pixels,
        ReadOnlySpan<float> inverseVariance,
        ReadOnlySpan<ushort> mask,
        int width,
        int row,
        CosmicRayParameters parameters,
        SharpnessTest test,
        List<int> hits
    )
    {
        const float Slack = 1e-4f;
        var weakest = Vector256.Create((float)(parameters.Significance * parameters.Significance) * (1 - Slack));
        var factor = (float)parameters.GradientFactor;
        var horizontal = Vector256.Create((2 * factor * (float)parameters.Gradients[0]) + Slack);
        var vertical = Vector256.Create((2 * factor * (float)parameters.Gradients[1]) + Slack);
        var diagonal = Vector256.Create((2 * factor * (float)parameters.Gradients[2]) + Slack);
        var antiDiagonal = Vector256.Create((2 * factor * (float)parameters.Gradients[3]) + Slack);
        var start = (row * width) + 1;
        var end = start + width - 2;
        var i = start;
        for (; i <= end - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var centre = Load(pixels, i);
            var significant =
                Vector256.GreaterThan(centre * centre * Load(inverseVariance, i), weakest)
                & Vector256.GreaterThan(centre, Vector256<float>.Zero);
            if (significant == Vector256<float>.Zero)
            {
                continue;
            }

            var sharp =
                Vector256.GreaterThan(centre * horizontal, AtMost(pixels, i - 1, i + 1, centre))
                | Vector256.GreaterThan(centre * vertical, AtMost(pixels, i - width, i + width, centre))
                | Vector256.GreaterThan(centre * diagonal, AtMost(pixels, i - width - 1, i + width + 1, centre))
                | Vector256.GreaterThan(centre * antiDiagonal, AtMost(pixels, i - width + 1, i + width - 1, centre));
            for (var lanes = (significant & sharp).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                TestSignificant(i + System.Numerics.BitOperations.TrailingZeroCount(lanes), pixels, inverseVariance, mask);
            }
        }

        for (; i < end; i++)
        {
            TestSignificant(i, pixels, inverseVariance, mask);
        }

        void TestSignificant(int index, ReadOnlySpan<float> pixels, ReadOnlySpan<float> inverseVariance, ReadOnlySpan<ushort> mask)
        {
            if (
                pixels[index] * Math.Sqrt(inverseVariance[index]) > parameters.Significance
                && test.IsHit(pixels, inverseVariance, mask, index, width)
            )
            {
                hits.Add(index);
            }
        }
    }

    private static Vector256<float> Load(ReadOnlySpan<float> values, int index) =>
        Vector256.Create(values.Slice(index, Vector256<float>.Count));

    /// <summary>Lower bound of the sum of two neighbours; a masked one counts as the centre in the test, so the smaller of both is taken.</summary>
    private static Vector256<float> AtMost(ReadOnlySpan<float> pixels, int one, int other, Vector256<float> centre) =>
        Vector256.Min(Load(pixels, one), centre) + Vector256.Min(Load(pixels, other), centre);

    private static List<int> Grow(Plane<float> pixels, Plane<float> inverseVariance, Plane<ushort> mask, SharpnessTest test, List<int> hits)
    {
        var (height, width) = (mask.Height, mask.Width);
        var found = new HashSet<int>();
        foreach (var hit in hits)
        {
            var (row, column) = Math.DivRem(hit, width);
            for (var y = Math.Max(1, row - 1); y <= Math.Min(height - 2, row + 1); y++)
            {
                for (var x = Math.Max(1, column - 1); x <= Math.Min(width - 2, column + 1); x++)
                {
                    var index = (y * width) + x;
                    if (test.IsHit(pixels.Span, inverseVariance.Span, mask.Span, index, width))
                    {
                        found.Add(index);
                    }
                }
            }
        }

        List<int> fresh = [.. found];
        Set(mask, fresh);
        return fresh;
    }

    private static void Set(Plane<ushort> mask, List<int> indices)
    {
        var bits = mask.Span;
        foreach (var index in indices)
        {
            bits[index] |= (ushort)CcdMask.Cosmic;
        }
    }
}
