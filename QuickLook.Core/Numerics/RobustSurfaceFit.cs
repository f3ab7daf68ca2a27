using System.Buffers;
using System.Numerics.Tensors;
using QuickLook.Core.Results;

namespace QuickLook.Core.Numerics;

/// <summary>The rounds of <see cref="PolynomialSurface.Fit"/>, with their memory.</summary>
internal ref struct RobustSurfaceFit
{
    private const int Rounds = 100;
    private const int PatientRounds = 5;
    private const double FloorStep = 0.002;

    /// <summary>A point is an outlier when its squared residual in units of its error exceeds this many times the scatter, at least 1.2.</summary>
    private const double OutlierSquare = 25;
    private const double SmallestScatter = 1.2;

    /// <summary>Sigma of a Gaussian over its median absolute deviation.</summary>
    private const double SigmaPerDeviation = 1.4826;

    private readonly ReadOnlySpan<double> z;
    private readonly ReadOnlySpan<double> errors;
    private readonly CentredVariable alongX;
    private readonly CentredVariable alongY;
    private readonly int count;
    private readonly double[] rented;
    private readonly Span<double> monomials;
    private readonly Span<double> weights;
    private readonly Span<double> residuals;
    private readonly Span<double> scratch;
    private readonly Span<double> masked;
    private readonly double[] factor;
    private readonly double[] coefficients;

    public RobustSurfaceFit(
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> errors,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        CentredVariable alongX,
        CentredVariable alongY
    )
    {
        this.z = z;
        this.errors = errors;
        this.alongX = alongX;
        this.alongY = alongY;
        count = (alongX.Degree + 1) * (alongY.Degree + 1);
        factor = new double[count * count];
        coefficients = new double[count];
        var n = z.Length;
        rented = ArrayPool<double>.Shared.Rent(n * (count + 4));
        monomials = rented.AsSpan(0, n * count);
        weights = rented.AsSpan(n * count, n);
        residuals = rented.AsSpan(n * (count + 1), n);
        scratch = rented.AsSpan(n * (count + 2), n);
        masked = rented.AsSpan(n * (count + 3), n);
        masked.Clear();
        FillMonomials(x, y);
    }

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose() => ArrayPool<double>.Shared.Return(rented);

    /// <summary>Fits.</summary>
    public readonly Result<PolynomialSurface> Run()
    {
        var floor = 0.0;
        var used = z.Length;
        for (var round = 0; round < Rounds; round++)
        {
            if (Solve(floor) is { } failure)
            {
                return failure;
            }

            var spare = used - count;
            if (spare <= 0)
            {
                break;
            }

            var scatter = Scatter() * used / spare;
            var masks = MaskWorst(OutlierSquare * Math.Max(scatter, SmallestScatter));
            if (masks)
            {
                used--;
            }
            else if (scatter <= 1)
            {
                break;
            }

            if (scatter > 1 && (!masks || round > PatientRounds))
            {
                floor += FloorStep;
            }
        }

        return new PolynomialSurface(alongX, alongY, coefficients, SmallCholesky.Invert(factor, count))
        {
            Floor = floor,
            MaskedPoints = z.Length - used,
        };
    }

    private readonly void FillMonomials(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var n = x.Length;
        for (var k = 0; k < n; k++)
        {
            scratch[k] = alongX.Centre(x[k]);
            residuals[k] = alongY.Centre(y[k]);
        }

        var columns = alongY.Degree + 1;
        for (var p = 0; p < count; p++)
        {
            var target = monomials.Slice(p * n, n);
            if (p == 0)
            {
                target.Fill(1);
            }
            else if (p % columns == 0)
            {
                TensorPrimitives.Multiply(monomials.Slice((p - columns) * n, n), scratch, target);
            }
            else
            {
                TensorPrimitives.Multiply(monomials.Slice((p - 1) * n, n), residuals, target);
            }
        }
    }

    private readonly Failure? Solve(double floor)
    {
        var n = z.Length;
        for (var k = 0; k < n; k++)
        {
            weights[k] = masked[k] > 0 ? 0 : 1 / ((errors[k] * errors[k]) + (floor * floor));
        }

        for (var p = 0; p < count; p++)
        {
            TensorPrimitives.Multiply(weights, monomials.Slice(p * n, n), scratch);
            coefficients[p] = TensorPrimitives.Dot<double>(scratch, z);
            for (var q = 0; q <= p; q++)
            {
                factor[(p * count) + q] = TensorPrimitives.Dot<double>(scratch, monomials.Slice(q * n, n));
            }
        }

        if (!SmallCholesky.TryFactor(factor, count))
        {
            return new Failure(
                $"{n} points do not determine a polynomial surface of degrees {alongX.Degree} and {alongY.Degree}; lower the degrees"
            );
        }

        SmallCholesky.Solve(factor, count, coefficients);
        if (!double.IsFinite(TensorPrimitives.Sum<double>(coefficients)))
        {
            return new Failure("A polynomial surface cannot be fitted to values that are not finite");
        }

        z.CopyTo(residuals);
        for (var p = 0; p < count; p++)
        {
            TensorPrimitives.MultiplyAdd(monomials.Slice(p * n, n), -coefficients[p], residuals, residuals);
        }

        return null;
    }

    /// <summary>Scatter of all points in units of their errors; masked ones count as 0, as in the original.</summary>
    private readonly double Scatter()
    {
        for (var k = 0; k < scratch.Length; k++)
        {
            scratch[k] = Math.Sqrt(weights[k]) * Math.Abs(residuals[k]);
        }

        return SigmaPerDeviation * OrderStatistics.Median(scratch);
    }

    private readonly bool MaskWorst(double limit)
    {
        var worst = 0;
        var worstSquare = 0.0;
        for (var k = 0; k < residuals.Length; k++)
        {
            var square = weights[k] * residuals[k] * residuals[k];
            if (square > worstSquare)
            {
                worstSquare = square;
                worst = k;
            }
        }

        if (worstSquare <= limit)
        {
            return false;
        }

        masked[worst] = 1;
        return true;
    }
}
