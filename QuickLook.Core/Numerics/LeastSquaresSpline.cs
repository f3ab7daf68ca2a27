using System.Buffers;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Least-squares cubic spline on regular knots (pipeline.md A.7), as FITPACK's <c>curfit</c> with given knots makes it. Knots stand in equal steps of
/// about the resolution between the first and last weighted point; those without any point closer than a step are dropped.
/// </summary>
public static class LeastSquaresSpline
{
    private const int Order = SplineKnots.Order;

    /// <summary>
    /// Fits and evaluates. Impossible is a fit with fewer than two weighted points, with a knot span that has not enough of them (Schoenberg and
    /// Whitney's condition: each B-spline has a weighted point of its own inside its support), or with values that are not finite.
    /// </summary>
    /// <param name="xout">Where to evaluate, best ascending; outside <paramref name="x"/> the end polynomials continue.</param>
    /// <param name="x">Positions, ascending; the spline's ends are the first and last one, whatever their weights.</param>
    /// <param name="y">Values, as many; those of weight 0 may be anything.</param>
    /// <param name="weights">
    /// As many; they multiply the residuals, so inverse variances as weights count with their squares, as in the original. Points whose weight is not
    /// above 0 do not count.
    /// </param>
    /// <param name="resolution">Distance of knots to aim at, above 0.</param>
    /// <param name="retryResolution">Distance to try when the first is impossible; no second try unless it is larger.</param>
    /// <param name="result">As long as <paramref name="xout"/>; written only on success.</param>
    /// <returns>False when both are impossible.</returns>
    /// <exception cref="ArgumentException">Lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A resolution that is not above 0.</exception>
    public static bool TryFit(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> weights,
        double resolution,
        double retryResolution,
        Span<double> result
    )
    {
        Lengths.MustAgree(x.Length, y.Length, nameof(y));
        Lengths.MustAgree(x.Length, weights.Length, nameof(weights));
        Lengths.MustAgree(xout.Length, result.Length, nameof(result));
        if (!(resolution > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A distance of knots is above 0.");
        }

        return TryFit(xout, x, y, weights, resolution, result)
            || (retryResolution > resolution && TryFit(xout, x, y, weights, retryResolution, result));
    }

    private static bool TryFit(
        ReadOnlySpan<double> xout,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> weights,
        double resolution,
        Span<double> result
    )
    {
        var first = 0;
        var last = x.Length - 1;
        while (first < last && !(weights[first] > 0))
        {
            first++;
        }

        while (last > first && !(weights[last] > 0))
        {
            last--;
        }

        if (!(first < last && x[last] > x[first]))
        {
            return false;
        }

        if (!SplineKnots.TryCount(x[first], x[last], resolution, out var most, out var step))
        {
            return false;
        }

        var needed = (2 * Order) + most;
        var rented = ArrayPool<double>.Shared.Rent(needed * (Order + 3));
        var knots = rented.AsSpan(0, needed);
        knots = knots[..SplineKnots.Place(knots, x, x[first], step, most)];
        var coefficients = rented.AsSpan(needed, knots.Length - Order);
        var isPossible =
            SplineKnots.Determine(knots, x, weights)
            && new BandedSplineFit(
                stackalloc double[BandedSplineFit.WorkLength],
                rented.AsSpan(2 * needed, coefficients.Length * (Order + 1))
            ).TryFit(knots, x, y, weights, coefficients);
        if (isPossible)
        {
            Evaluate(knots, coefficients, xout, result);
        }

        ArrayPool<double>.Shared.Return(rented);
        return isPossible;
    }

    private static void Evaluate(
        ReadOnlySpan<double> knots,
        ReadOnlySpan<double> coefficients,
        ReadOnlySpan<double> xout,
        Span<double> result
    )
    {
        var lastSpan = coefficients.Length - Order;
        var span = 0;
        var basis = new CubicSpan(knots, span);
        for (var i = 0; i < xout.Length; i++)
        {
            var at = xout[i];
            var before = span;
            while (span < lastSpan && at >= knots[span + Order])
            {
                span++;
            }

            while (span > 0 && at < knots[span + Order - 1])
            {
                span--;
            }

            if (span != before)
            {
                basis = new CubicSpan(knots, span);
            }

            var (first, second, third, fourth) = basis.At(at);
            result[i] =
                (first * coefficients[span])
                + (second * coefficients[span + 1])
                + (third * coefficients[span + 2])
                + (fourth * coefficients[span + 3]);
        }
    }
}
