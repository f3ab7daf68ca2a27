using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Least squares with few columns and many rows (pipeline.md A.3): columns scaled to unit norm, Householder QR with column pivoting (Golub and
/// Van Loan, "Matrix Computations", 5.4), and when the triangle is close to singular the singular value decomposition of that small triangle
/// with cut-off rows * 2.2e-16, which gives the minimum-norm answer of the scaled problem. No NaN comes from dependent or empty columns. Works in
/// the caller's memory; only the near-singular case allocates.
/// </summary>
internal readonly ref struct ThinFactorization
{
    /// <summary>Triangles whose smallest pivot is above this share of the largest are solved directly: no singular value can be cut off then.</summary>
    private const double SafePivot = 1e-7;

    private const double Epsilon = 2.220446049250313e-16;

    private readonly Span<double> columns;
    private readonly Span<double> pivots;
    private readonly Span<double> scales;
    private readonly Span<int> order;
    private readonly int rows;
    private readonly bool isSafe;

    private ThinFactorization(Span<double> columns, int rows, Span<double> pivots, Span<double> scales, Span<int> order)
    {
        this.columns = columns;
        this.rows = rows;
        this.pivots = pivots;
        this.scales = scales;
        this.order = order;
        isSafe = Math.Abs(pivots[^1]) > SafePivot * Math.Abs(pivots[0]);
    }

    private int Count => order.Length;

    /// <summary>Factorises.</summary>
    /// <param name="columns">The matrix, column after column, at least as many rows as columns; overwritten and used until the end.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="work">Twice as many as columns.</param>
    /// <param name="order">As many as columns.</param>
    public static ThinFactorization Of(Span<double> columns, int rows, Span<double> work, Span<int> order)
    {
        var count = order.Length;
        var diagonal = work[..count];
        var norms = work.Slice(count, count);
        for (var k = 0; k < count; k++)
        {
            order[k] = k;
            var column = columns.Slice(k * rows, rows);
            var norm = TensorPrimitives.Norm(column);
            norms[k] = norm > 0 ? norm : 1;
            TensorPrimitives.Divide(column, norms[k], column);
        }

        for (var k = 0; k < count; k++)
        {
            BringLargestForward(columns, rows, k, norms, order);
            diagonal[k] = Reflect(columns, rows, k, count);
        }

        return new ThinFactorization(columns, rows, diagonal, norms, order);
    }

    /// <summary>Turns a right-hand side into the frame of the triangle (Q transposed times b), in place.</summary>
    /// <param name="rightHandSide">One value per row.</param>
    public void Rotate(Span<double> rightHandSide)
    {
        for (var k = 0; k < Count; k++)
        {
            Apply(columns.Slice((k * rows) + k, rows - k), rightHandSide[k..]);
        }
    }

    /// <summary>The inverse of <see cref="Rotate"/>.</summary>
    /// <param name="rotated">One value per row.</param>
    public void RotateBack(Span<double> rotated)
    {
        for (var k = Count - 1; k >= 0; k--)
        {
            Apply(columns.Slice((k * rows) + k, rows - k), rotated[k..]);
        }
    }

    /// <summary>Solves for a rotated right-hand side.</summary>
    /// <param name="rotated">What <see cref="Rotate"/> left; its first values are overwritten.</param>
    /// <param name="solution">One value per column, in the order and scale of the columns as they were given.</param>
    public void Solve(Span<double> rotated, Span<double> solution)
    {
        var answer = rotated[..Count];
        if (isSafe)
        {
            SolveTriangle(answer);
        }
        else
        {
            SolveMinimumNorm(answer);
        }

        for (var k = 0; k < Count; k++)
        {
            solution[order[k]] = answer[k] / scales[k];
        }
    }

    private static void BringLargestForward(Span<double> columns, int rows, int k, Span<double> scales, Span<int> order)
    {
        var best = k;
        var bestNorm = -1.0;
        for (var j = k; j < order.Length; j++)
        {
            var norm = TensorPrimitives.SumOfSquares<double>(columns.Slice((j * rows) + k, rows - k));
            if (norm > bestNorm)
            {
                bestNorm = norm;
                best = j;
            }
        }

        if (best == k)
        {
            return;
        }

        var a = columns.Slice(k * rows, rows);
        var b = columns.Slice(best * rows, rows);
        for (var i = 0; i < rows; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }

        (scales[k], scales[best]) = (scales[best], scales[k]);
        (order[k], order[best]) = (order[best], order[k]);
    }

    /// <summary>Makes the reflection that empties column k below its diagonal and applies it to the columns after it.</summary>
    /// <returns>The diagonal element; the column keeps the reflection vector, scaled so that H = 1 - v vᵀ / v[0].</returns>
    private static double Reflect(Span<double> columns, int rows, int k, int count)
    {
        var vector = columns.Slice((k * rows) + k, rows - k);
        var norm = TensorPrimitives.Norm(vector);
        if (norm == 0)
        {
            return 0;
        }

        var signed = vector[0] < 0 ? -norm : norm;
        TensorPrimitives.Divide(vector, signed, vector);
        vector[0] += 1;
        for (var j = k + 1; j < count; j++)
        {
            Apply(vector, columns.Slice((j * rows) + k, rows - k));
        }

        return -signed;
    }

    private static void Apply(ReadOnlySpan<double> vector, Span<double> target)
    {
        if (vector[0] == 0)
        {
            return;
        }

        var factor = -TensorPrimitives.Dot<double>(vector, target) / vector[0];
        TensorPrimitives.MultiplyAdd(vector, factor, target, target);
    }

    private double Triangle(int i, int j) => i == j ? pivots[i] : columns[(j * rows) + i];

    private void SolveTriangle(Span<double> answer)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var sum = answer[i];
            for (var j = i + 1; j < Count; j++)
            {
                sum -= Triangle(i, j) * answer[j];
            }

            answer[i] = sum / pivots[i];
        }
    }

    private void SolveMinimumNorm(Span<double> answer)
    {
        if (!double.IsFinite(TensorPrimitives.Sum<double>(pivots)))
        {
            // What is no number stays none; the decomposition would look for it for ever.
            answer.Fill(double.NaN);
            return;
        }

        var triangle = Matrix<double>.Build.Dense(Count, Count);
        for (var j = 0; j < Count; j++)
        {
            for (var i = 0; i <= j; i++)
            {
                triangle[i, j] = Triangle(i, j);
            }
        }

        var decomposition = triangle.Svd();
        var cutOff = rows * Epsilon * decomposition.S[0];
        var projected = decomposition.U.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(answer.ToArray()));
        for (var k = 0; k < Count; k++)
        {
            projected[k] = decomposition.S[k] > cutOff ? projected[k] / decomposition.S[k] : 0;
        }

        decomposition.VT.TransposeThisAndMultiply(projected).AsArray().CopyTo(answer);
    }
}
