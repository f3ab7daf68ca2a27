namespace QuickLook.Core.Numerics;

/// <summary>
/// Cholesky factorisation of a small symmetric matrix, in place in the caller's memory, row after row (pipeline.md A.6). A matrix whose pivot falls
/// to rounding noise counts as not positive definite.
/// </summary>
internal static class SmallCholesky
{
    /// <summary>Share of a diagonal element that its pivot must keep.</summary>
    private const double SmallestPivot = 1e-14;

    /// <summary>Replaces the lower triangle of a matrix by its factor.</summary>
    /// <param name="matrix">n × n values; only the lower triangle is read.</param>
    /// <param name="n">Rows and columns.</param>
    /// <returns>False when the matrix is not positive definite or not a matrix of numbers.</returns>
    public static bool TryFactor(Span<double> matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, n);
            for (var j = 0; j < i; j++)
            {
                var other = matrix.Slice(j * n, n);
                row[j] = (row[j] - Dot(row, other, j)) / other[j];
            }

            var pivot = row[i] - Dot(row, row, i);
            if (!(pivot > SmallestPivot * row[i]) || double.IsInfinity(pivot))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves for one right-hand side, in place.</summary>
    /// <param name="factor">What <see cref="TryFactor"/> left.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="rightHandSide">n values.</param>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> rightHandSide)
    {
        for (var i = 0; i < n; i++)
        {
            var row = factor.Slice(i * n, n);
            rightHandSide[i] = (rightHandSide[i] - Dot(row, rightHandSide, i)) / row[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = rightHandSide[i];
            for (var k = i + 1; k < n; k++)
            {
                sum -= factor[(k * n) + i] * rightHandSide[k];
            }

            rightHandSide[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>The inverse of the factorised matrix.</summary>
    /// <param name="factor">What <see cref="TryFactor"/> left.</param>
    /// <param name="n">Rows and columns.</param>
    public static double[,] Invert(ReadOnlySpan<double> factor, int n)
    {
        var inverse = new double[n, n];
        var column = new double[n];
        for (var j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(factor, n, column);
            for (var i = 0; i < n; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int count)
    {
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
