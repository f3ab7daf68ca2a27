using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>The four cubic B-splines that live between two neighbouring knots, by de Boor's recurrence with the span's divisions done once.</summary>
internal readonly ref struct CubicSpan
{
    private readonly ReadOnlySpan<double> knots;
    private readonly double linear;
    private readonly double quadratic0;
    private readonly double quadratic1;
    private readonly double cubic0;
    private readonly double cubic1;
    private readonly double cubic2;

    /// <summary>Prepares a span.</summary>
    /// <param name="allKnots">All knots, the end ones four times.</param>
    /// <param name="index">Number of the span, which is the number of its first B-spline; it lies between knots index + 3 and index + 4.</param>
    public CubicSpan(ReadOnlySpan<double> allKnots, int index)
    {
        knots = allKnots.Slice(index + 1, 6);
        linear = 1 / (knots[3] - knots[2]);
        quadratic0 = 1 / (knots[3] - knots[1]);
        quadratic1 = 1 / (knots[4] - knots[2]);
        cubic0 = 1 / (knots[3] - knots[0]);
        cubic1 = 1 / (knots[4] - knots[1]);
        cubic2 = 1 / (knots[5] - knots[2]);
    }

    /// <summary>Values of the four B-splines; outside the span, of the polynomials that they are inside.</summary>
    /// <param name="x">Where.</param>
    public (double First, double Second, double Third, double Fourth) At(double x)
    {
        var left1 = x - knots[2];
        var left2 = x - knots[1];
        var left3 = x - knots[0];
        var right1 = knots[3] - x;
        var right2 = knots[4] - x;
        var right3 = knots[5] - x;

        var share = linear;
        var a0 = right1 * share;
        var a1 = left1 * share;

        share = a0 * quadratic0;
        var b0 = right1 * share;
        var b1 = left2 * share;
        share = a1 * quadratic1;
        b1 += right2 * share;
        var b2 = left1 * share;

        share = b0 * cubic0;
        var c0 = right1 * share;
        var c1 = left3 * share;
        share = b1 * cubic1;
        c1 += right2 * share;
        var c2 = left2 * share;
        share = b2 * cubic2;
        c2 += right3 * share;
        var c3 = left1 * share;
        return (c0, c1, c2, c3);
    }

    /// <summary>Values of the four B-splines at many places.</summary>
    /// <param name="x">Where.</param>
    /// <param name="values">Four series one after another, each as long as a quarter of it; written from <paramref name="begin"/> on.</param>
    /// <param name="begin">Place in each series of the first value.</param>
    public void Fill(ReadOnlySpan<double> x, Span<double> values, int begin)
    {
        var length = values.Length / 4;
        var first = values.Slice(begin, x.Length);
        var second = values.Slice(length + begin, x.Length);
        var third = values.Slice((2 * length) + begin, x.Length);
        var fourth = values.Slice((3 * length) + begin, x.Length);
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var at = new Vector<double>(x[i..]);
            var left1 = at - new Vector<double>(knots[2]);
            var left2 = at - new Vector<double>(knots[1]);
            var right1 = new Vector<double>(knots[3]) - at;
            var right2 = new Vector<double>(knots[4]) - at;
            var share0 = right1 * linear * quadratic0;
            var b0 = right1 * share0;
            var share1 = left1 * linear * quadratic1;
            var b1 = (left2 * share0) + (right2 * share1);
            var b2 = left1 * share1;
            share0 = b0 * cubic0;
            share1 = b1 * cubic1;
            var share2 = b2 * cubic2;
            (right1 * share0).CopyTo(first[i..]);
            (((at - new Vector<double>(knots[0])) * share0) + (right2 * share1)).CopyTo(second[i..]);
            ((left2 * share1) + ((new Vector<double>(knots[5]) - at) * share2)).CopyTo(third[i..]);
            (left1 * share2).CopyTo(fourth[i..]);
        }

        for (; i < x.Length; i++)
        {
            (first[i], second[i], third[i], fourth[i]) = At(x[i]);
        }
    }
}
