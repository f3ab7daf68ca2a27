namespace QuickLook.Core.Numerics;

/// <summary>
/// The step of <see cref="LevenbergMarquardt"/>: the least-squares step when it is within the bound, else the damped step whose scaled length equals
/// the bound to 10 %, found by Newton's method on the damping (Moré 1978, section 5).
/// </summary>
internal static class BoundedStep
{
    private const double Slack = 0.1;
    private const int Rounds = 10;
    private const double SmallestNumber = 2.2250738585072014e-308;

    /// <summary>Finds the step that is subtracted from the parameters.</summary>
    /// <param name="triangle">The factorised Jacobian.</param>
    /// <param name="scale">Scale of each parameter, above 0.</param>
    /// <param name="bound">Largest scaled length.</param>
    /// <param name="damping">A first guess.</param>
    /// <param name="step">In the order of the parameters; written.</param>
    /// <returns>The damping; 0 for the undamped step.</returns>
    public static double Find(PivotedTriangle triangle, ReadOnlySpan<double> scale, double bound, double damping, Span<double> step)
    {
        var n = triangle.Size;
        Span<double> direction = stackalloc double[n];
        Span<double> damped = stackalloc double[n * n];
        var isRegular = UndampedStep(triangle, step);
        var length = ScaledLength(scale, step);
        var excess = length - bound;
        if (excess <= Slack * bound)
        {
            return 0;
        }

        // The slope of the length at no damping bounds the damping from below, the gradient from above.
        var lowest = 0.0;
        if (isRegular)
        {
            Normalise(triangle, scale, step, length, direction);
            SolveTransposed(triangle.Elements, direction);
            var slope = LevenbergMarquardt.Norm(direction);
            lowest = excess / bound / slope / slope;
        }

        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i <= j; i++)
            {
                sum += triangle.Elements[(i * n) + j] * triangle.Rotated[i];
            }

            direction[j] = sum / scale[triangle.Order[j]];
        }

        var gradient = LevenbergMarquardt.Norm(direction);
        var highest = gradient / bound;
        if (highest == 0)
        {
            highest = SmallestNumber / Math.Min(bound, Slack);
        }

        damping = Math.Min(Math.Max(damping, lowest), highest);
        if (damping == 0)
        {
            damping = gradient / length;
        }

        var round = 0;
        while (true)
        {
            round++;
            if (damping == 0)
            {
                damping = Math.Max(SmallestNumber, 0.001 * highest);
            }

            DampedStep(triangle, scale, Math.Sqrt(damping), damped, step);
            length = ScaledLength(scale, step);
            var before = excess;
            excess = length - bound;
            var isTooShortForAny = lowest == 0 && excess <= before && before < 0;
            if (Math.Abs(excess) <= Slack * bound || isTooShortForAny || round == Rounds)
            {
                return damping;
            }

            Normalise(triangle, scale, step, length, direction);
            SolveTransposed(damped, direction);
            var slope = LevenbergMarquardt.Norm(direction);
            var correction = excess / bound / slope / slope;
            if (excess > 0)
            {
                lowest = Math.Max(lowest, damping);
            }
            else if (excess < 0)
            {
                highest = Math.Min(highest, damping);
            }

            damping = Math.Max(lowest, damping + correction);
        }
    }

    /// <summary>Solves R p = Qᵀr; from the first zero on the diagonal on, the step is 0.</summary>
    /// <returns>False when there was a zero.</returns>
    private static bool UndampedStep(PivotedTriangle triangle, Span<double> step)
    {
        var n = triangle.Size;
        var rank = 0;
        while (rank < n && triangle.Elements[(rank * n) + rank] != 0)
        {
            rank++;
        }

        Span<double> solution = stackalloc double[n];
        triangle.Rotated[..rank].CopyTo(solution);
        SolveUpper(triangle.Elements, n, solution[..rank]);
        for (var j = 0; j < n; j++)
        {
            step[triangle.Order[j]] = j < rank ? solution[j] : 0;
        }

        return rank == n;
    }

    /// <summary>Solves the problem with one row of damping times scale added per parameter, by plane rotations.</summary>
    private static void DampedStep(
        PivotedTriangle triangle,
        ReadOnlySpan<double> scale,
        double rootOfDamping,
        Span<double> damped,
        Span<double> step
    )
    {
        var n = triangle.Size;
        Span<double> solution = stackalloc double[n];
        Span<double> added = stackalloc double[n];
        triangle.Elements.CopyTo(damped);
        triangle.Rotated.CopyTo(solution);
        for (var j = 0; j < n; j++)
        {
            added.Clear();
            added[j] = rootOfDamping * scale[triangle.Order[j]];
            var addedValue = 0.0;
            for (var k = j; k < n; k++)
            {
                if (added[k] == 0)
                {
                    continue;
                }

                var diagonal = damped[(k * n) + k];
                var radius = Math.Sqrt((diagonal * diagonal) + (added[k] * added[k]));
                var cosine = diagonal / radius;
                var sine = added[k] / radius;
                for (var i = k; i < n; i++)
                {
                    ref var element = ref damped[(k * n) + i];
                    (element, added[i]) = ((cosine * element) + (sine * added[i]), (cosine * added[i]) - (sine * element));
                }

                (solution[k], addedValue) = ((cosine * solution[k]) + (sine * addedValue), (cosine * addedValue) - (sine * solution[k]));
            }
        }

        var rank = 0;
        while (rank < n && damped[(rank * n) + rank] != 0)
        {
            rank++;
        }

        solution[rank..].Clear();
        SolveUpper(damped, n, solution[..rank]);
        for (var j = 0; j < n; j++)
        {
            step[triangle.Order[j]] = solution[j];
        }
    }

    private static double ScaledLength(ReadOnlySpan<double> scale, ReadOnlySpan<double> step)
    {
        var sum = 0.0;
        for (var j = 0; j < step.Length; j++)
        {
            sum += scale[j] * step[j] * (scale[j] * step[j]);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Derivative of the scaled length by the step, in the order of the triangle.</summary>
    private static void Normalise(
        PivotedTriangle triangle,
        ReadOnlySpan<double> scale,
        ReadOnlySpan<double> step,
        double length,
        Span<double> direction
    )
    {
        for (var j = 0; j < direction.Length; j++)
        {
            var parameter = triangle.Order[j];
            direction[j] = scale[parameter] * (scale[parameter] * step[parameter] / length);
        }
    }

    private static void SolveUpper(ReadOnlySpan<double> upper, int n, Span<double> values)
    {
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var sum = values[i];
            for (var j = i + 1; j < values.Length; j++)
            {
                sum -= upper[(i * n) + j] * values[j];
            }

            values[i] = sum / upper[(i * n) + i];
        }
    }

    private static void SolveTransposed(ReadOnlySpan<double> upper, Span<double> values)
    {
        var n = values.Length;
        for (var j = 0; j < n; j++)
        {
            var sum = values[j];
            for (var i = 0; i < j; i++)
            {
                sum -= upper[(i * n) + j] * values[i];
            }

            values[j] = sum / upper[(j * n) + j];
        }
    }
}
