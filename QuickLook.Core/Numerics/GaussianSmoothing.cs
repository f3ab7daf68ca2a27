using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Convolution of a block with a Gaussian of the block's own length, "same" size, zeros beyond the block: value i is the sum over j from i - n/2 to
/// i + (n - 1)/2 of v[j] exp(-(u (i - j - s))²/2), with s = 1 for an even length and 0 for an odd one, because the kernel is centred on its
/// element n/2 (pipeline.md A.9).
/// <para>
/// The kernel is much wider than its block, so it is separated: exp(-(a-b)²/2) is the sum over k of p_k(a) p_k(b) with
/// p_k(t) = exp(-t²/2) t^k / sqrt(k!), to double precision with about a dozen terms (the idea of the fast Gauss transform, Greengard and Strain
/// 1991). The window grows over the first half of the block and shrinks over the second, so that running sums from either end do: linear in
/// the length, no Fourier transform. Immutable, thread-safe.
/// </para>
/// </summary>
internal sealed class GaussianSmoothing
{
    /// <summary>Terms beyond which a block counts as too wide for the series and is summed directly.</summary>
    private const int MostTerms = 48;

    /// <summary>Groups of four terms that are summed in one pass over a block; three are enough for blocks of up to one standard deviation.</summary>
    private const int GroupsTogether = 3;

    /// <summary>What may be left out of the kernel, whose peak is 1.</summary>
    private const double Negligible = 1e-17;

    private readonly int length;
    private readonly double unit;
    private readonly int right;
    private readonly int left;

    /// <summary>
    /// p_k at the positions -1 to n - 1, four k a group, group after group, filled up to a multiple of three groups; null for a block too wide. Position -1 is where the kernel of an
    /// even length looks from for its first value.
    /// </summary>
    private readonly Vector256<double>[]? terms;

    /// <summary>Prepares the smoothing of blocks.</summary>
    /// <param name="length">Values in a block, at least 1.</param>
    /// <param name="unit">Distance of neighbours in standard deviations of the kernel.</param>
    public GaussianSmoothing(int length, double unit)
    {
        this.length = length;
        this.unit = unit;
        right = (length - 1) / 2;
        left = length / 2;
        var count = TermsFor(unit * (length + 1) / 2);
        if (count <= MostTerms)
        {
            terms = Tabulate(count);
        }
    }

    /// <summary>Smooths a block.</summary>
    /// <param name="values">As many values as the block has.</param>
    /// <param name="result">As many; not the values themselves.</param>
    public void Smooth(ReadOnlySpan<double> values, Span<double> result)
    {
        if (terms is null)
        {
            SmoothDirectly(values, result);
            return;
        }

        result.Clear();
        var rows = length + 1;
        for (var group = 0; group < terms.Length; group += GroupsTogether * rows)
        {
            Add(values, terms.AsSpan(group, GroupsTogether * rows), result);
        }
    }

    /// <summary>The same sum term by term, quadratic in the length: for blocks of many standard deviations, and to test the fast way against.</summary>
    /// <param name="values">As many values as the block has.</param>
    /// <param name="result">As many; not the values themselves.</param>
    internal void SmoothDirectly(ReadOnlySpan<double> values, Span<double> result)
    {
        var kernel = new double[length];
        for (var k = 0; k < length; k++)
        {
            var t = unit * (left - k);
            kernel[length - 1 - k] = Math.Exp(-t * t / 2);
        }

        for (var i = 0; i < length; i++)
        {
            var from = Math.Max(0, i - left);
            var to = Math.Min(length - 1, i + right);
            result[i] = TensorPrimitives.Dot(values[from..(to + 1)], kernel.AsSpan(from - (i - left), to + 1 - from));
        }
    }

    private static int TermsFor(double halfWidth)
    {
        var count = 1;
        var term = halfWidth * halfWidth;
        while (term > Negligible && count <= MostTerms)
        {
            count++;
            term *= halfWidth * halfWidth / count;
        }

        return count;
    }

    private Vector256<double>[] Tabulate(int count)
    {
        var rows = length + 1;
        var together = GroupsTogether * Vector256<double>.Count;
        var groups = (count + together - 1) / together * GroupsTogether;
        var table = new Vector256<double>[groups * rows];
        var numbers = MemoryMarshal.Cast<Vector256<double>, double>(table.AsSpan());
        for (var row = 0; row < rows; row++)
        {
            var t = unit * (row - 1 - ((length - 1) / 2.0));
            var term = Math.Exp(-t * t / 2);
            for (var k = 0; k < groups * Vector256<double>.Count; k++)
            {
                numbers[((((k / 4) * rows) + row) * 4) + (k % 4)] = term;
                term *= t / Math.Sqrt(k + 1);
            }
        }

        return table;
    }

    /// <summary>
    /// Adds twelve terms of the series: running sums from the start for the first half of the block, from the end for the second.
    /// </summary>
    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<Vector256<double>> table, Span<double> result)
    {
        var rows = length + 1;
        var from = table.Slice(1, length);
        var from1 = table.Slice(1 + rows, length);
        var from2 = table.Slice(1 + (2 * rows), length);
        var shift = right - left;
        var to = table.Slice(1 + shift, length);
        var to1 = table.Slice(1 + shift + rows, length);
        var to2 = table.Slice(1 + shift + (2 * rows), length);
        var sum = Vector256<double>.Zero;
        var sum1 = Vector256<double>.Zero;
        var sum2 = Vector256<double>.Zero;

        // The first half: i up to left sees everything before i + right, which is one value more for each.
        for (var j = 0; j < length; j++)
        {
            sum += from[j] * values[j];
            sum1 += from1[j] * values[j];
            sum2 += from2[j] * values[j];
            if (j - right is >= 0 and var i)
            {
                result[i] += Vector256.Sum((sum * to[i]) + (sum1 * to1[i]) + (sum2 * to2[i]));
            }
        }

        // The second half, backwards: i beyond left sees everything after i - left.
        sum = sum1 = sum2 = Vector256<double>.Zero;
        for (var j = length - 1; j + left + right >= length; j--)
        {
            sum += from[j] * values[j];
            sum1 += from1[j] * values[j];
            sum2 += from2[j] * values[j];
            if (j + left is var i && i < length)
            {
                result[i] += Vector256.Sum((sum * to[i]) + (sum1 * to1[i]) + (sum2 * to2[i]));
            }
        }
    }
}
