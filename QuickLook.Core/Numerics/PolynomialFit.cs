using System.Numerics.Tensors;

namespace QuickLook.Core.Numerics;

/// <summary>Polynomials in powers of x, coefficients highest power first as <c>polyfit</c> has them (pipeline.md A.3).</summary>
public static class PolynomialFit
{
    /// <summary>
    /// The polynomial of the given degree that comes closest to points (least sum of squares of weight times residual). Points that do not
    /// determine it, such as fewer than degree + 1 different positions, give the answer of least norm (of the coefficients times the norms of their
    /// columns); NaN or infinity among the points gives NaN.
    /// </summary>
    /// <param name="x">Positions, at least one.</param>
    /// <param name="y">Values, as many.</param>
    /// <param name="degree">0 to 63.</param>
    /// <param name="weights">As many, multiplying the residuals; empty for equal weights.</param>
    /// <returns>Degree + 1 coefficients, highest power first.</returns>
    /// <exception cref="ArgumentException">No points, or lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A degree out of range.</exception>
    public static double[] Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int degree, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        var coefficients = new double[degree + 1];
        Fit(x, y, weights, coefficients);
        return coefficients;
    }

    /// <summary>The same fit without allocation: the degree is one below the number of coefficients; scratch comes from the shared pool.</summary>
    /// <param name="x">Positions, at least one.</param>
    /// <param name="y">Values, as many.</param>
    /// <param name="weights">As many, multiplying the residuals; empty for equal weights.</param>
    /// <param name="coefficients">1 to 64 coefficients, highest power first; written.</param>
    /// <exception cref="ArgumentException">No points, or lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of coefficients out of range.</exception>
    public static void Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, Span<double> coefficients) =>
        ThinLeastSquares.Fit(FillBasis, x, y, weights, coefficients);

    /// <summary>The value of a polynomial, by Horner's rule.</summary>
    /// <param name="coefficients">Highest power first; none gives 0.</param>
    /// <param name="x">Where.</param>
    public static double Value(ReadOnlySpan<double> coefficients, double x)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }

    private static void FillBasis(ReadOnlySpan<double> x, Span<double> columns, int count)
    {
        var rows = x.Length;
        columns.Slice((count - 1) * rows, rows).Fill(1);
        for (var k = count - 2; k >= 0; k--)
        {
            TensorPrimitives.Multiply(columns.Slice((k + 1) * rows, rows), x, columns.Slice(k * rows, rows));
        }
    }
}
