using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Series of Legendre polynomials: sum of c[k] P_k(u). Values by Clenshaw's recurrence, coefficients by least squares (pipeline.md A.3). The
/// variable is meant to run over -1 to 1, and may leave it.
/// </summary>
public static class LegendreSeries
{
    /// <summary>The value at one place.</summary>
    /// <param name="coefficients">Lowest degree first; none gives 0.</param>
    /// <param name="u">Where.</param>
    public static double Value(ReadOnlySpan<double> coefficients, double u)
    {
        if (coefficients.IsEmpty)
        {
            return 0;
        }

        var below = 0.0;
        var above = coefficients[^1];
        for (var k = coefficients.Length - 2; k >= 0; k--)
        {
            // (k+1) P_{k+1} = (2k+1) u P_k - k P_{k-1}, so what P_{k+1} carries moves to its two predecessors.
            var next = coefficients[k] + below + (above * u * ((2 * k) + 1) / (k + 1));
            below = -above * k / (k + 1);
            above = next;
        }

        return above;
    }

    /// <summary>The values at many places.</summary>
    /// <param name="coefficients">Lowest degree first; none gives 0.</param>
    /// <param name="u">Where.</param>
    /// <param name="result">As long as <paramref name="u"/>, which it may be.</param>
    /// <exception cref="ArgumentException">Lengths that do not agree.</exception>
    public static void Values(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> u, Span<double> result)
    {
        Lengths.MustAgree(u.Length, result.Length, nameof(result));
        if (coefficients.IsEmpty)
        {
            result.Clear();
            return;
        }

        var i = 0;
        for (; i <= u.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Lanes(coefficients, new Vector<double>(u[i..])).CopyTo(result[i..]);
        }

        for (; i < u.Length; i++)
        {
            result[i] = Value(coefficients, u[i]);
        }
    }

    /// <summary>
    /// The series of the given degree that comes closest to points (least sum of squares of weight times residual). Points that do not
    /// determine it, such as fewer than degree + 1, give the coefficients of least norm; NaN or infinity among the points gives NaN.
    /// </summary>
    /// <param name="u">Positions, at least one, best within -1 to 1.</param>
    /// <param name="y">Values, as many.</param>
    /// <param name="degree">0 to 63.</param>
    /// <param name="weights">As many, multiplying the residuals; empty for equal weights.</param>
    /// <returns>Degree + 1 coefficients, lowest degree first.</returns>
    /// <exception cref="ArgumentException">No points, or lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A degree out of range.</exception>
    public static double[] Fit(ReadOnlySpan<double> u, ReadOnlySpan<double> y, int degree, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        var coefficients = new double[degree + 1];
        Fit(u, y, weights, coefficients);
        return coefficients;
    }

    /// <summary>The same fit into the caller's memory: the degree is one below the number of coefficients.</summary>
    /// <param name="u">Positions, at least one, best within -1 to 1.</param>
    /// <param name="y">Values, as many.</param>
    /// <param name="weights">As many, multiplying the residuals; empty for equal weights.</param>
    /// <param name="coefficients">1 to 64 coefficients, lowest degree first; written.</param>
    /// <exception cref="ArgumentException">No points, or lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of coefficients out of range.</exception>
    public static void Fit(ReadOnlySpan<double> u, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, Span<double> coefficients) =>
        ThinLeastSquares.Fit(FillBasis, u, y, weights, coefficients);

    /// <summary>Writes P_0, P_1, ... at the given places, column after column.</summary>
    /// <param name="u">Where.</param>
    /// <param name="columns">Length of <paramref name="u"/> times <paramref name="count"/> values.</param>
    /// <param name="count">Number of polynomials, at least 1.</param>
    internal static void FillBasis(ReadOnlySpan<double> u, Span<double> columns, int count)
    {
        var rows = u.Length;
        columns[..rows].Fill(1);
        if (count > 1)
        {
            u.CopyTo(columns[rows..]);
        }

        for (var k = 2; k < count; k++)
        {
            var target = columns.Slice(k * rows, rows);
            var last = columns.Slice((k - 1) * rows, rows);
            var before = columns.Slice((k - 2) * rows, rows);
            for (var i = 0; i < rows; i++)
            {
                target[i] = ((last[i] * u[i] * ((2 * k) - 1)) - (before[i] * (k - 1))) / k;
            }
        }
    }

    private static Vector<double> Lanes(ReadOnlySpan<double> coefficients, Vector<double> u)
    {
        var below = Vector<double>.Zero;
        var above = new Vector<double>(coefficients[^1]);
        for (var k = coefficients.Length - 2; k >= 0; k--)
        {
            var next = new Vector<double>(coefficients[k]) + below + (above * u * ((2 * k) + 1) / (k + 1));
            below = -above * k / (k + 1);
            above = next;
        }

        return above;
    }
}
