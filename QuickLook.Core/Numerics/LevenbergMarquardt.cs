namespace QuickLook.Core.Numerics;

/// <summary>
/// Non-linear least squares for a few parameters (pipeline.md A.10), after Moré, "The Levenberg-Marquardt algorithm: implementation and
/// theory" (1978), with the choices of MINPACK's <c>lmdif</c>, so that fits stop where <c>scipy.optimize.leastsq</c> and <c>curve_fit</c> stop: Jacobian
/// by forward differences, QR with column pivoting, steps bounded in variables scaled by the columns' norms. All memory is on the stack.
/// </summary>
public static class LevenbergMarquardt
{
    /// <summary>Largest number of parameters.</summary>
    public const int MostParameters = 8;

    /// <summary>Largest number of residuals.</summary>
    public const int MostResiduals = 128;

    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Relative change of the sum of squares, and of the parameters, below which a fit has converged.</summary>
    private const double Tolerance = 1.49012e-8;

    /// <summary>First bound of a step, in units of the scaled parameters' norm.</summary>
    private const double FirstBound = 100;

    /// <summary>Share of the predicted reduction that a step must bring to be taken.</summary>
    private const double SmallestGain = 1e-4;

    /// <summary>Evaluations that each parameter, and one more, may cost.</summary>
    private const int EvaluationsPerParameter = 200;

    /// <summary>Relative step of the forward differences: the root of the machine's precision.</summary>
    private static readonly double DifferenceStep = Math.Sqrt(Epsilon);

    /// <summary>Fits.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="model">What gives the residuals; at most 128, and no fewer than parameters.</param>
    /// <param name="parameters">Start; the best found parameters afterwards, whatever the outcome. 1 to 8.</param>
    /// <param name="covarianceDiagonal">
    /// Empty, or one variance per parameter: diagonal of the inverse of JᵀJ times sum of squares / (residuals - parameters), from the last Jacobian;
    /// infinite when singular or not converged.
    /// </param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ArgumentException">Numbers of parameters, residuals and variances that do not fit together.</exception>
    public static LeastSquaresOutcome Fit<TModel>(in TModel model, Span<double> parameters, Span<double> covarianceDiagonal)
        where TModel : struct, ILeastSquaresModel, allows ref struct
    {
        var n = parameters.Length;
        var m = model.ResidualCount;
        if (n is < 1 or > MostParameters || m < n || m > MostResiduals)
        {
            throw new ArgumentException($"{n} parameters cannot be fitted to {m} residuals here.", nameof(parameters));
        }

        if (!covarianceDiagonal.IsEmpty)
        {
            Lengths.MustAgree(n, covarianceDiagonal.Length, nameof(covarianceDiagonal));
            covarianceDiagonal.Fill(double.PositiveInfinity);
        }

        Span<double> memory = stackalloc double[(m * n) + (2 * m) + PivotedTriangle.WorkFor(n)];
        var jacobian = memory[..(m * n)];
        var residuals = memory.Slice(m * n, m);
        var spare = memory.Slice((m * n) + m, m);
        Span<int> order = stackalloc int[n];
        var triangle = new PivotedTriangle(memory[((m * n) + (2 * m))..], order);

        model.Residuals(parameters, residuals);
        var norm = Norm(residuals);
        var converged = double.IsFinite(norm) && Minimise(model, parameters, residuals, ref norm, jacobian, spare, triangle);
        if (!converged)
        {
            return LeastSquaresOutcome.NotConverged;
        }

        return covarianceDiagonal.IsEmpty || triangle.TryVariances(norm * norm / (m - n), covarianceDiagonal)
            ? LeastSquaresOutcome.Converged
            : LeastSquaresOutcome.Singular;
    }

    /// <summary>Euclidean norm.</summary>
    /// <param name="values">A vector.</param>
    internal static double Norm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }

    private static bool Minimise<TModel>(
        in TModel model,
        Span<double> parameters,
        Span<double> residuals,
        ref double norm,
        Span<double> jacobian,
        Span<double> spare,
        PivotedTriangle triangle
    )
        where TModel : struct, ILeastSquaresModel, allows ref struct
    {
        var n = parameters.Length;
        Span<double> memory = stackalloc double[5 * n];
        var scale = memory[..n];
        var step = memory.Slice(n, n);
        var trial = memory.Slice(2 * n, n);
        var scaled = memory.Slice(3 * n, n);
        var work = memory.Slice(4 * n, n);
        var mostEvaluations = EvaluationsPerParameter * (n + 1);
        var evaluations = 1;
        var damping = 0.0;
        var bound = 0.0;
        var parametersNorm = 0.0;
        var isFirst = true;
        while (true)
        {
            FillJacobian(model, parameters, residuals, jacobian, spare);
            evaluations += n;
            triangle.Factor(jacobian, residuals, spare);
            for (var j = 0; j < n; j++)
            {
                var column = triangle.ColumnNorms[j];
                scale[j] =
                    !isFirst ? Math.Max(scale[j], column)
                    : column == 0 ? 1
                    : column;
            }

            if (isFirst)
            {
                parametersNorm = ScaledNorm(scale, parameters, scaled);
                bound = parametersNorm == 0 ? FirstBound : FirstBound * parametersNorm;
            }

            var steepness = triangle.Steepness(norm);
            if (steepness <= 0)
            {
                return true;
            }

            double gain;
            do
            {
                damping = BoundedStep.Find(triangle, scale, bound, damping, step);
                for (var j = 0; j < n; j++)
                {
                    step[j] = -step[j];
                    trial[j] = parameters[j] + step[j];
                }

                var stepNorm = ScaledNorm(scale, step, scaled);
                if (isFirst)
                {
                    bound = Math.Min(bound, stepNorm);
                }

                model.Residuals(trial, spare);
                evaluations++;
                var trialNorm = Norm(spare);
                var reduction = 0.1 * trialNorm < norm ? 1 - Square(trialNorm / norm) : -1;
                var linear = Square(triangle.NormOfProduct(step, work) / norm);
                var damped = Square(Math.Sqrt(damping) * stepNorm / norm);
                var predicted = linear + (2 * damped);
                gain = predicted == 0 ? 0 : reduction / predicted;
                if (gain <= 0.25)
                {
                    // A poor prediction: shrink, more where the sum of squares even grew.
                    var slope = -(linear + damped);
                    var shrink = reduction >= 0 ? 0.5 : 0.5 * slope / (slope + (0.5 * reduction));
                    if (0.1 * trialNorm >= norm || shrink < 0.1)
                    {
                        shrink = 0.1;
                    }

                    bound = shrink * Math.Min(bound, 10 * stepNorm);
                    damping /= shrink;
                }
                else if (damping == 0 || gain >= 0.75)
                {
                    bound = 2 * stepNorm;
                    damping *= 0.5;
                }

                if (gain >= SmallestGain)
                {
                    trial.CopyTo(parameters);
                    spare.CopyTo(residuals);
                    parametersNorm = ScaledNorm(scale, parameters, scaled);
                    norm = trialNorm;
                }

                var flat = 0.5 * gain <= 1;
                if ((Math.Abs(reduction) <= Tolerance && predicted <= Tolerance && flat) || bound <= Tolerance * parametersNorm)
                {
                    return true;
                }

                // Further iterations cannot improve anything in double precision.
                var exhausted =
                    (Math.Abs(reduction) <= Epsilon && predicted <= Epsilon && flat)
                    || bound <= Epsilon * parametersNorm
                    || steepness <= Epsilon;
                if (exhausted || evaluations >= mostEvaluations)
                {
                    return false;
                }
            } while (gain < SmallestGain);

            isFirst = false;
        }
    }

    private static void FillJacobian<TModel>(
        in TModel model,
        Span<double> parameters,
        ReadOnlySpan<double> residuals,
        Span<double> jacobian,
        Span<double> spare
    )
        where TModel : struct, ILeastSquaresModel, allows ref struct
    {
        var m = residuals.Length;
        for (var j = 0; j < parameters.Length; j++)
        {
            var kept = parameters[j];
            var difference = kept == 0 ? DifferenceStep : DifferenceStep * Math.Abs(kept);
            parameters[j] = kept + difference;
            model.Residuals(parameters, spare);
            parameters[j] = kept;
            var column = jacobian.Slice(j * m, m);
            for (var i = 0; i < m; i++)
            {
                column[i] = (spare[i] - residuals[i]) / difference;
            }
        }
    }

    private static double ScaledNorm(ReadOnlySpan<double> scale, ReadOnlySpan<double> values, Span<double> work)
    {
        for (var j = 0; j < values.Length; j++)
        {
            work[j] = scale[j] * values[j];
        }

        return Norm(work);
    }

    private static double Square(double value) => value * value;
}
