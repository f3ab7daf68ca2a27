using System.Buffers;
using System.Numerics.Tensors;

namespace QuickLook.Core.Numerics;

/// <summary>Weighted least squares on a basis of few functions: the frame that polynomial and Legendre fits share.</summary>
internal static class ThinLeastSquares
{
    private const int MostCoefficients = 64;

    /// <summary>Fills the matrix of a basis.</summary>
    /// <param name="x">Where; one row each.</param>
    /// <param name="columns">Column after column.</param>
    /// <param name="count">Number of columns.</param>
    internal delegate void Basis(ReadOnlySpan<double> x, Span<double> columns, int count);

    /// <summary>Fits; weights multiply the residuals.</summary>
    /// <param name="basis">Fills the matrix.</param>
    /// <param name="x">Positions, at least one.</param>
    /// <param name="y">Values, as many.</param>
    /// <param name="weights">As many, or empty for equal weights.</param>
    /// <param name="coefficients">One per function of the basis; written.</param>
    /// <exception cref="ArgumentException">No points, or lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No coefficients, or more than 64.</exception>
    public static void Fit(
        Basis basis,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> weights,
        Span<double> coefficients
    )
    {
        var count = coefficients.Length;
        CheckCount(count);
        if (x.IsEmpty)
        {
            throw new ArgumentException("A fit needs at least one point.", nameof(x));
        }

        Lengths.MustAgree(x.Length, y.Length, nameof(y));
        if (!weights.IsEmpty)
        {
            Lengths.MustAgree(x.Length, weights.Length, nameof(weights));
        }

        // Fewer points than coefficients: rows of zeros change nothing and let one way of solving do for both.
        var rows = Math.Max(x.Length, count);
        var rented = ArrayPool<double>.Shared.Rent((rows * (count + 1)) + x.Length);
        var columns = rented.AsSpan(0, rows * count);
        var rightHandSide = rented.AsSpan(rows * count, rows);
        var compact = rows == x.Length;
        columns.Clear();
        rightHandSide.Clear();
        if (compact)
        {
            basis(x, columns, count);
        }
        else
        {
            FillPadded(basis, x, columns, rows, count);
        }

        y.CopyTo(rightHandSide);
        if (!weights.IsEmpty)
        {
            for (var k = 0; k < count; k++)
            {
                var column = columns.Slice(k * rows, x.Length);
                TensorPrimitives.Multiply(column, weights, column);
            }

            TensorPrimitives.Multiply(rightHandSide[..x.Length], weights, rightHandSide);
        }

        Span<double> work = stackalloc double[2 * count];
        Span<int> order = stackalloc int[count];
        var factors = ThinFactorization.Of(columns, rows, work, order);
        factors.Rotate(rightHandSide);
        factors.Solve(rightHandSide, coefficients);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Refuses numbers of coefficients that no fit here can mean.</summary>
    /// <param name="count">Number of coefficients.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 64.</exception>
    public static void CheckCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostCoefficients);
    }

    private static void FillPadded(Basis basis, ReadOnlySpan<double> x, Span<double> columns, int rows, int count)
    {
        var dense = new double[x.Length * count];
        basis(x, dense, count);
        for (var k = 0; k < count; k++)
        {
            dense.AsSpan(k * x.Length, x.Length).CopyTo(columns.Slice(k * rows, rows));
        }
    }
}
