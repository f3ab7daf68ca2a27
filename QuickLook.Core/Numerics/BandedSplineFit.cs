using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Least-squares coefficients of a cubic spline by sequential orthogonal accumulation (Lawson and Hanson, "Solving Least Squares Problems",
/// chapter 27): the rows of one knot span at a time are rotated into a triangle of four columns, of which one row is final when the next span
/// begins. Linear in the number of points. Orthogonal rather than normal equations, because weights that span seven decades would have their
/// squares use up all sixteen digits.
/// </summary>
internal ref struct BandedSplineFit
{
    private const int Order = 4;

    /// <summary>Columns of a block: four coefficients and the right-hand side.</summary>
    private const int Columns = Order + 1;

    /// <summary>Rows of a block: the triangle so far and the points that are rotated into it together. A multiple of the vector's length.</summary>
    private const int Rows = 64;

    private readonly Span<double> block;
    private readonly Span<double> reflection;
    private readonly Span<double> triangle;
    private int filled;

    /// <summary>Takes memory.</summary>
    /// <param name="work">As many as <see cref="WorkLength"/>.</param>
    /// <param name="triangle">Five per coefficient.</param>
    public BandedSplineFit(Span<double> work, Span<double> triangle)
    {
        block = work[..(Columns * Rows)];
        reflection = work.Slice(Columns * Rows, Rows);
        this.triangle = triangle;
        block.Clear();
        filled = Order;
    }

    /// <summary>Scratch that a fit needs.</summary>
    public static int WorkLength => (Columns + 1) * Rows;

    /// <summary>Fits.</summary>
    /// <param name="knots">All knots, the end ones four times.</param>
    /// <param name="x">Positions, ascending.</param>
    /// <param name="y">Values.</param>
    /// <param name="weights">Weights of the residuals; points whose weight is not above 0 do not count.</param>
    /// <param name="coefficients">Four fewer than knots; written.</param>
    /// <returns>False when the points do not determine the coefficients, or are not finite.</returns>
    public bool TryFit(
        ReadOnlySpan<double> knots,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> weights,
        Span<double> coefficients
    )
    {
        var spans = coefficients.Length - Order + 1;
        var i = 0;
        for (var s = 0; s < spans; s++)
        {
            var basis = new CubicSpan(knots, s);
            var end = s == spans - 1 ? double.PositiveInfinity : knots[s + Order];
            for (; i < x.Length && x[i] < end; i++)
            {
                if (weights[i] > 0)
                {
                    Add(basis.At(x[i]), y[i], weights[i]);
                }
            }

            Triangularise();
            if (s < spans - 1)
            {
                Store(s, 0);
                Shift();
            }
        }

        for (var k = 0; k < Order; k++)
        {
            Store(spans - 1 + k, k);
        }

        return TrySolve(coefficients);
    }

    private void Add((double First, double Second, double Third, double Fourth) basis, double y, double weight)
    {
        if (filled == Rows)
        {
            Triangularise();
        }

        block[filled] = weight * basis.First;
        block[Rows + filled] = weight * basis.Second;
        block[(2 * Rows) + filled] = weight * basis.Third;
        block[(3 * Rows) + filled] = weight * basis.Fourth;
        block[(4 * Rows) + filled] = weight * y;
        filled++;
    }

    /// <summary>Rotates all rows of the block into its first four, by Householder reflections.</summary>
    private void Triangularise()
    {
        if (filled == Order)
        {
            return;
        }

        // Rows behind the filled ones are zeros, so that whole vectors can be taken.
        var used = (filled + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        for (var k = 0; k < Order; k++)
        {
            var vector = reflection[..used];
            var column = block.Slice(k * Rows, used);
            column.CopyTo(vector);
            vector[..k].Clear();
            var square = Dot(vector, vector);
            if (square == 0)
            {
                continue;
            }

            var norm = Math.Sqrt(square);
            var head = vector[k];
            var factor = 1 / (square + (norm * Math.Abs(head)));
            vector[k] = head < 0 ? head - norm : head + norm;
            for (var c = k + 1; c < Columns; c++)
            {
                var target = block.Slice(c * Rows, used);
                Subtract(vector, factor * Dot(vector, target), target);
            }

            column[k..].Clear();
            column[k] = head < 0 ? norm : -norm;
        }

        block.Slice(Order * Rows, used)[Order..].Clear();
        filled = Order;
    }

    private readonly void Store(int coefficient, int row)
    {
        var target = triangle.Slice(coefficient * Columns, Columns);
        target.Clear();
        for (var c = row; c < Order; c++)
        {
            target[c - row] = block[(c * Rows) + row];
        }

        target[Order] = block[(Order * Rows) + row];
    }

    /// <summary>Drops the first row and column of the triangle, which are final; the last ones begin empty.</summary>
    private readonly void Shift()
    {
        for (var c = 0; c < Columns; c++)
        {
            var isLast = c == Order - 1;
            var from = c == Order ? Order : c + 1;
            for (var row = 0; row < Order; row++)
            {
                block[(c * Rows) + row] = isLast || row == Order - 1 ? 0 : block[(from * Rows) + row + 1];
            }
        }
    }

    private readonly bool TrySolve(Span<double> coefficients)
    {
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            var row = triangle.Slice(i * Columns, Columns);
            var sum = row[Order];
            for (var c = 1; c < Order && i + c < coefficients.Length; c++)
            {
                sum -= row[c] * coefficients[i + c];
            }

            coefficients[i] = sum / row[0];
            if (!double.IsFinite(coefficients[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector<double>.Zero;
        for (var i = 0; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        return Vector.Sum(sum);
    }

    private static void Subtract(ReadOnlySpan<double> vector, double factor, Span<double> target)
    {
        for (var i = 0; i <= vector.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) - (new Vector<double>(vector[i..]) * factor)).CopyTo(target[i..]);
        }
    }
}
