namespace QuickLook.Core.Numerics;

/// <summary>
/// The triangle R of a Jacobian's QR factorisation with column pivoting, with what <see cref="LevenbergMarquardt"/> asks of it. Columns are
/// pivoted by their running norms, largest first, as in MINPACK.
/// </summary>
internal readonly ref struct PivotedTriangle
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Loss of a running norm after which it is measured again.</summary>
    private const double NormLoss = 0.05;

    /// <summary>Takes memory.</summary>
    /// <param name="work">As many as <see cref="WorkFor"/> says.</param>
    /// <param name="order">One per parameter.</param>
    public PivotedTriangle(Span<double> work, Span<int> order)
    {
        var n = order.Length;
        Size = n;
        Order = order;
        Elements = work[..(n * n)];
        Rotated = work.Slice(n * n, n);
        ColumnNorms = work.Slice((n * n) + n, n);
        Running = work.Slice((n * n) + (2 * n), n);
        Measured = work.Slice((n * n) + (3 * n), n);
    }

    /// <summary>Number of parameters.</summary>
    public int Size { get; }

    /// <summary>R, row after row; below the diagonal nothing of meaning.</summary>
    public Span<double> Elements { get; }

    /// <summary>First elements of Qᵀ times the residuals.</summary>
    public Span<double> Rotated { get; }

    /// <summary>Norms of the Jacobian's columns, in the order of the parameters.</summary>
    public Span<double> ColumnNorms { get; }

    /// <summary>Parameter of each column of R.</summary>
    public Span<int> Order { get; }

    private Span<double> Running { get; }

    private Span<double> Measured { get; }

    /// <summary>Memory needed.</summary>
    /// <param name="n">Number of parameters.</param>
    public static int WorkFor(int n) => (n * n) + (4 * n);

    /// <summary>Factorises.</summary>
    /// <param name="jacobian">Column after column; destroyed.</param>
    /// <param name="residuals">One per row.</param>
    /// <param name="work">As long as the residuals; overwritten.</param>
    public void Factor(Span<double> jacobian, ReadOnlySpan<double> residuals, Span<double> work)
    {
        var m = residuals.Length;
        residuals.CopyTo(work);
        for (var j = 0; j < Size; j++)
        {
            Order[j] = j;
            ColumnNorms[j] = Running[j] = Measured[j] = LevenbergMarquardt.Norm(jacobian.Slice(j * m, m));
        }

        for (var j = 0; j < Size; j++)
        {
            BringLargestForward(jacobian, m, j);
            var vector = jacobian.Slice((j * m) + j, m - j);
            var norm = LevenbergMarquardt.Norm(vector);
            if (norm != 0)
            {
                if (vector[0] < 0)
                {
                    norm = -norm;
                }

                foreach (ref var element in vector)
                {
                    element /= norm;
                }

                vector[0] += 1;
                Reflect(vector, work[j..]);
                for (var k = j + 1; k < Size; k++)
                {
                    Reflect(vector, jacobian.Slice((k * m) + j, m - j));
                    UpdateNorm(jacobian.Slice((k * m) + j, m - j), k);
                }
            }

            Elements[(j * Size) + j] = -norm;
            Rotated[j] = work[j];
            for (var k = j + 1; k < Size; k++)
            {
                Elements[(j * Size) + k] = jacobian[(k * m) + j];
            }
        }
    }

    /// <summary>Largest cosine between the residuals and a column of the Jacobian; 0 at a minimum.</summary>
    /// <param name="norm">Norm of the residuals.</param>
    public double Steepness(double norm)
    {
        var largest = 0.0;
        for (var j = 0; j < Size && norm != 0; j++)
        {
            var columnNorm = ColumnNorms[Order[j]];
            if (columnNorm != 0)
            {
                var sum = 0.0;
                for (var i = 0; i <= j; i++)
                {
                    sum += Elements[(i * Size) + j] * (Rotated[i] / norm);
                }

                largest = Math.Max(largest, Math.Abs(sum / columnNorm));
            }
        }

        return largest;
    }

    /// <summary>Norm of the Jacobian times a step.</summary>
    /// <param name="step">In the order of the parameters.</param>
    /// <param name="work">As long; overwritten.</param>
    public double NormOfProduct(ReadOnlySpan<double> step, Span<double> work)
    {
        for (var i = 0; i < Size; i++)
        {
            var sum = 0.0;
            for (var j = i; j < Size; j++)
            {
                sum += Elements[(i * Size) + j] * step[Order[j]];
            }

            work[i] = sum;
        }

        return LevenbergMarquardt.Norm(work);
    }

    /// <summary>Diagonal of the inverse of RᵀR times a factor, in the order of the parameters.</summary>
    /// <param name="factor">What to multiply with.</param>
    /// <param name="variances">One per parameter; infinite when false.</param>
    /// <returns>False when it is singular or the factor is not finite.</returns>
    public bool TryVariances(double factor, Span<double> variances)
    {
        // The inverse of RᵀR is the product of the inverse of R with its transpose: its diagonal is the rows' squared norms.
        Span<double> column = stackalloc double[Size];
        variances.Clear();
        for (var k = 0; k < Size; k++)
        {
            column.Clear();
            column[k] = 1;
            for (var i = k; i >= 0; i--)
            {
                var sum = column[i];
                for (var j = i + 1; j <= k; j++)
                {
                    sum -= Elements[(i * Size) + j] * column[j];
                }

                column[i] = sum / Elements[(i * Size) + i];
                variances[Order[i]] += column[i] * column[i];
            }
        }

        var isFinite = true;
        foreach (ref var variance in variances)
        {
            variance *= factor;
            isFinite &= double.IsFinite(variance);
        }

        if (!isFinite)
        {
            variances.Fill(double.PositiveInfinity);
        }

        return isFinite;
    }

    private static void Reflect(ReadOnlySpan<double> vector, Span<double> target)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            sum += vector[i] * target[i];
        }

        var factor = sum / vector[0];
        for (var i = 0; i < vector.Length; i++)
        {
            target[i] -= factor * vector[i];
        }
    }

    private void BringLargestForward(Span<double> jacobian, int m, int j)
    {
        var best = j;
        for (var k = j + 1; k < Size; k++)
        {
            if (Running[k] > Running[best])
            {
                best = k;
            }
        }

        if (best == j)
        {
            return;
        }

        var a = jacobian.Slice(j * m, m);
        var b = jacobian.Slice(best * m, m);
        for (var i = 0; i < m; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }

        for (var i = 0; i < j; i++)
        {
            (Elements[(i * Size) + j], Elements[(i * Size) + best]) = (Elements[(i * Size) + best], Elements[(i * Size) + j]);
        }

        Running[best] = Running[j];
        Measured[best] = Measured[j];
        (Order[j], Order[best]) = (Order[best], Order[j]);
    }

    /// <summary>Takes the element that a reflection brought into R off the running norm of column k.</summary>
    private void UpdateNorm(ReadOnlySpan<double> column, int k)
    {
        if (Running[k] == 0)
        {
            return;
        }

        var share = column[0] / Running[k];
        Running[k] *= Math.Sqrt(Math.Max(0, 1 - (share * share)));
        var loss = Running[k] / Measured[k];
        if (NormLoss * loss * loss <= Epsilon)
        {
            Running[k] = Measured[k] = LevenbergMarquardt.Norm(column[1..]);
        }
    }
}
