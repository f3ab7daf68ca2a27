using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Normal equations of a least-squares cubic spline, kept by knot span: four B-splines meet in a span, so the matrix has three diagonals beside the
/// main one and is eliminated in linear time (Cholesky's method without roots). Holds scratch; not thread-safe.
/// </summary>
internal sealed class SplineNormalEquations
{
    private const int Order = SplineKnots.Order;

    /// <summary>Of a knot span: upper triangle of the products of its four B-splines, row after row, and their products with the values.</summary>
    private const int SumsPerSpan = 14;

    /// <summary>Of a row of the matrix: diagonal, three off-diagonals, right-hand side.</summary>
    private const int Band = Order + 1;

    /// <summary>
    /// What must be left of a diagonal element when its row is eliminated. The relative error of the coefficients is about 1e-16 over this.
    /// </summary>
    private const double SafePivot = 1e-6;

    private double[] sums = [];
    private double[] band = [];
    private double[] diagonal = [];

    /// <summary>Makes room; what was summed is lost.</summary>
    /// <param name="knots">Number of knots.</param>
    public void Reserve(int knots)
    {
        sums = new double[knots * SumsPerSpan];
        band = new double[knots * Band];
        diagonal = new double[knots];
    }

    /// <summary>Sums over the points of a span, in place of what was summed before.</summary>
    /// <param name="span">Number of the span.</param>
    /// <param name="points">Its points.</param>
    public void Sum(int span, in SpanPoints points)
    {
        var (values, squares, y, i, end) = points;
        var length = values.Length / Order;
        Vector<double> s00 = default,
            s01 = default,
            s02 = default,
            s03 = default,
            s11 = default,
            s12 = default,
            s13 = default,
            s22 = default,
            s23 = default,
            s33 = default,
            r0 = default,
            r1 = default,
            r2 = default,
            r3 = default;
        for (; i <= end - Vector<double>.Count; i += Vector<double>.Count)
        {
            var weight = new Vector<double>(squares, i);
            var value = new Vector<double>(y, i);
            var b0 = new Vector<double>(values, i);
            var b1 = new Vector<double>(values, length + i);
            var b2 = new Vector<double>(values, (2 * length) + i);
            var b3 = new Vector<double>(values, (3 * length) + i);
            var weighted = weight * b0;
            s00 += weighted * b0;
            s01 += weighted * b1;
            s02 += weighted * b2;
            s03 += weighted * b3;
            r0 += weighted * value;
            weighted = weight * b1;
            s11 += weighted * b1;
            s12 += weighted * b2;
            s13 += weighted * b3;
            r1 += weighted * value;
            weighted = weight * b2;
            s22 += weighted * b2;
            s23 += weighted * b3;
            r2 += weighted * value;
            weighted = weight * b3;
            s33 += weighted * b3;
            r3 += weighted * value;
        }

        var target = sums.AsSpan(span * SumsPerSpan, SumsPerSpan);
        target[0] = Vector.Sum(s00);
        target[1] = Vector.Sum(s01);
        target[2] = Vector.Sum(s02);
        target[3] = Vector.Sum(s03);
        target[4] = Vector.Sum(s11);
        target[5] = Vector.Sum(s12);
        target[6] = Vector.Sum(s13);
        target[7] = Vector.Sum(s22);
        target[8] = Vector.Sum(s23);
        target[9] = Vector.Sum(s33);
        target[10] = Vector.Sum(r0);
        target[11] = Vector.Sum(r1);
        target[12] = Vector.Sum(r2);
        target[13] = Vector.Sum(r3);
        for (; i < end; i++)
        {
            AddPoint(points, i, target);
        }
    }

    private static void AddPoint(in SpanPoints points, int point, Span<double> target)
    {
        var (values, squares, y, _, _) = points;
        var length = values.Length / Order;
        var k = 0;
        for (var a = 0; a < Order; a++)
        {
            var weighted = squares[point] * values[(a * length) + point];
            for (var b = a; b < Order; b++)
            {
                target[k++] += weighted * values[(b * length) + point];
            }

            target[10 + a] += weighted * y[point];
        }
    }

    /// <summary>Solves.</summary>
    /// <param name="spans">Number of spans, all of them summed.</param>
    /// <param name="coefficients">Three more than spans; written.</param>
    /// <returns>False when the equations cannot be solved safely, or what was summed is not finite.</returns>
    public bool TrySolve(int spans, Span<double> coefficients)
    {
        var size = spans + Order - 1;
        Assemble(spans, size);
        return TryEliminate(size) && TrySubstitute(coefficients[..size]);
    }

    private void Assemble(int spans, int size)
    {
        Array.Clear(band, 0, size * Band);
        for (var span = 0; span < spans; span++)
        {
            var source = sums.AsSpan(span * SumsPerSpan, SumsPerSpan);
            var k = 0;
            for (var a = 0; a < Order; a++)
            {
                var row = band.AsSpan((span + a) * Band, Band);
                for (var b = a; b < Order; b++)
                {
                    row[b - a] += source[k++];
                }

                row[Order] += source[10 + a];
            }
        }

        for (var k = 0; k < size; k++)
        {
            diagonal[k] = band[k * Band];
        }
    }

    /// <summary>Eliminates row by row, the right-hand side with it; false when a pivot is not safe.</summary>
    private bool TryEliminate(int size)
    {
        for (var k = 0; k < size; k++)
        {
            var row = band.AsSpan(k * Band, Band);
            if (!(row[0] > SafePivot * diagonal[k]))
            {
                return false;
            }

            var inverse = 1 / row[0];
            for (var j = 1; j < Order && k + j < size; j++)
            {
                var factor = row[j] * inverse;
                var target = band.AsSpan((k + j) * Band, Band);
                for (var c = j; c < Order; c++)
                {
                    target[c - j] -= factor * row[c];
                }

                target[Order] -= factor * row[Order];
            }
        }

        return true;
    }

    private bool TrySubstitute(Span<double> coefficients)
    {
        for (var k = coefficients.Length - 1; k >= 0; k--)
        {
            var row = band.AsSpan(k * Band, Band);
            var sum = row[Order];
            for (var j = 1; j < Order && k + j < coefficients.Length; j++)
            {
                sum -= row[j] * coefficients[k + j];
            }

            coefficients[k] = sum / row[0];
            if (!double.IsFinite(coefficients[k]))
            {
                return false;
            }
        }

        return true;
    }
}
