using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Linear interpolation between nodes, with the arithmetic of <c>numpy.interp</c>: slope * (x - xp[j]) + fp[j], where j is the last node
/// not beyond x. Nodes ascend. Beyond the first and last node the end values are held, or the caller's left and right values given; exactly
/// on the last node its value is given. One node gives its value everywhere (left and right values beside it). Of nodes at the same place the
/// last one counts at that place, so the function is a step there. NaN as x gives NaN.
/// </summary>
public static class LinearInterpolation
{
    /// <summary>The values at many places, calculated in double precision; held at the ends.</summary>
    /// <typeparam name="TNode"><c>float</c> or <c>double</c>.</typeparam>
    /// <typeparam name="TValue"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Where; ascending places take one sweep over the nodes, any other order is right but slower.</param>
    /// <param name="xp">Positions of the nodes, ascending, at least one.</param>
    /// <param name="fp">Values of the nodes, as many.</param>
    /// <param name="result">As long as <paramref name="x"/>; may be <paramref name="x"/> itself, not the nodes.</param>
    /// <exception cref="ArgumentException">No nodes, or lengths that do not agree.</exception>
    public static void Along<TNode, TValue>(ReadOnlySpan<double> x, ReadOnlySpan<double> xp, ReadOnlySpan<TNode> fp, Span<TValue> result)
        where TNode : unmanaged, IFloatingPointIeee754<TNode>
        where TValue : unmanaged, IFloatingPointIeee754<TValue>
    {
        Check(xp, fp);
        Sweep(x, xp, fp, result, Precision.Widen(fp[0]), Precision.Widen(fp[^1]));
    }

    /// <summary>The values at many places, calculated in double precision, with the given values outside the nodes.</summary>
    /// <typeparam name="TNode"><c>float</c> or <c>double</c>.</typeparam>
    /// <typeparam name="TValue"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Where; ascending places take one sweep over the nodes, any other order is right but slower.</param>
    /// <param name="xp">Positions of the nodes, ascending, at least one.</param>
    /// <param name="fp">Values of the nodes, as many.</param>
    /// <param name="result">As long as <paramref name="x"/>; may be <paramref name="x"/> itself, not the nodes.</param>
    /// <param name="left">Value before the first node.</param>
    /// <param name="right">Value after the last node.</param>
    /// <exception cref="ArgumentException">No nodes, or lengths that do not agree.</exception>
    public static void Along<TNode, TValue>(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> xp,
        ReadOnlySpan<TNode> fp,
        Span<TValue> result,
        double left,
        double right
    )
        where TNode : unmanaged, IFloatingPointIeee754<TNode>
        where TValue : unmanaged, IFloatingPointIeee754<TValue>
    {
        Check(xp, fp);
        Sweep(x, xp, fp, result, left, right);
    }

    private static void Sweep<TNode, TValue>(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> xp,
        ReadOnlySpan<TNode> fp,
        Span<TValue> result,
        double left,
        double right
    )
        where TNode : unmanaged
        where TValue : unmanaged
    {
        Lengths.MustAgree(x.Length, result.Length, nameof(result));

        // The interval between two nodes that the sweep is in; nothing lies in the one it begins with.
        var j = -1;
        var (begin, end) = (double.PositiveInfinity, double.NegativeInfinity);
        double here = 0,
            slope = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var at = x[i];
            if (!(at >= begin && at < end))
            {
                j = Move(at, j, xp);
                if (double.IsNaN(at) || j < 0 || j == xp.Length - 1)
                {
                    (begin, end) = (double.PositiveInfinity, double.NegativeInfinity);
                    result[i] = Precision.Narrow<TValue>(
                        double.IsNaN(at) ? at
                        : j < 0 ? left
                        : at == xp[j] ? Precision.Widen(fp[j])
                        : right
                    );
                    continue;
                }

                (begin, end) = (xp[j], xp[j + 1]);
                here = Precision.Widen(fp[j]);
                slope = (Precision.Widen(fp[j + 1]) - here) / (end - begin);
            }

            // On the node itself the slope must not count: it is infinite where the value beyond is.
            result[i] = Precision.Narrow<TValue>(at == begin ? here : (slope * (at - begin)) + here);
        }
    }

    /// <summary>The last node at or before x, looked for from the node that x was at before.</summary>
    private static int Move(double x, int j, ReadOnlySpan<double> xp)
    {
        if (j >= 0 && x < xp[j])
        {
            return LastNotBeyond(x, xp);
        }

        while (j + 1 < xp.Length && xp[j + 1] <= x)
        {
            j++;
        }

        return j;
    }

    /// <summary>Index of the last node at or before x; -1 when x is before all nodes or not a number.</summary>
    private static int LastNotBeyond(double x, ReadOnlySpan<double> xp)
    {
        var from = 0;
        var to = xp.Length;
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (xp[middle] <= x)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from - 1;
    }

    private static void Check<TNode>(ReadOnlySpan<double> xp, ReadOnlySpan<TNode> fp)
    {
        if (xp.IsEmpty)
        {
            throw new ArgumentException("Interpolation needs at least one node.", nameof(xp));
        }

        Lengths.MustAgree(xp.Length, fp.Length, nameof(fp));
    }
}
