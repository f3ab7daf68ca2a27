using QuickLook.Core.Results;

namespace QuickLook.Core.Numerics;

/// <summary>
/// A polynomial of two variables fitted robustly (pipeline.md A.8): sum of c x^i y^j, i to <see cref="DegreeX"/> outside, j to
/// <see cref="DegreeY"/> inside. Immutable.
/// </summary>
public sealed record PolynomialSurface
{
    private readonly CentredVariable alongX;
    private readonly CentredVariable alongY;
    private readonly double[] centredCoefficients;
    private readonly double[,] centredCovariance;

    internal PolynomialSurface(CentredVariable alongX, CentredVariable alongY, double[] centredCoefficients, double[,] centredCovariance)
    {
        this.alongX = alongX;
        this.alongY = alongY;
        this.centredCoefficients = centredCoefficients;
        this.centredCovariance = centredCovariance;
        var expansion = Expansion();
        Coefficients = InRawUnits(expansion);
        Covariance = CovarianceInRawUnits(expansion);
    }

    /// <summary>Highest power of x.</summary>
    public int DegreeX => alongX.Degree;

    /// <summary>Highest power of y.</summary>
    public int DegreeY => alongY.Degree;

    /// <summary>(DegreeX + 1) × (DegreeY + 1) coefficients of x^i y^j, i outer, j inner, in the units the points came in.</summary>
    public double[] Coefficients { get; }

    /// <summary>Covariance of <see cref="Coefficients"/>: the inverse of the last normal matrix.</summary>
    public double[,] Covariance { get; }

    /// <summary>What had to be added in quadrature to every error to make the scatter agree with the errors.</summary>
    public double Floor { get; init; }

    /// <summary>Points left out as outliers.</summary>
    public int MaskedPoints { get; init; }

    /// <summary>
    /// Fits. In up to 100 rounds, each round masks the worst point when it is an outlier (beyond 5 sigma, or more where the scatter is larger), and
    /// raises the error floor by 0.002 when the scatter exceeds the errors and there is no outlier, or after six rounds anyway. Without a point to
    /// spare there is no scatter to judge, and the first round's answer stands.
    /// </summary>
    /// <param name="z">Values.</param>
    /// <param name="errors">Their standard deviations, above 0, as many.</param>
    /// <param name="x">First coordinate, as many; any range: the fit is done in centred and scaled coordinates.</param>
    /// <param name="y">Second coordinate, as many.</param>
    /// <param name="degreeX">Highest power of x, 0 to 7.</param>
    /// <param name="degreeY">Highest power of y, 0 to 7.</param>
    /// <returns>The surface, or a failure when the points do not determine it or are not finite.</returns>
    /// <exception cref="ArgumentException">Lengths that do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A degree out of range.</exception>
    public static Result<PolynomialSurface> Fit(
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> errors,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        int degreeX,
        int degreeY
    )
    {
        Lengths.MustAgree(z.Length, errors.Length, nameof(errors));
        Lengths.MustAgree(z.Length, x.Length, nameof(x));
        Lengths.MustAgree(z.Length, y.Length, nameof(y));
        using var fit = new RobustSurfaceFit(z, errors, x, y, CentredVariable.Of(x, degreeX), CentredVariable.Of(y, degreeY));
        return fit.Run();
    }

    /// <summary>The surface at a place.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public double Value(double x, double y)
    {
        Span<double> monomials = stackalloc double[centredCoefficients.Length];
        FillMonomials(x, y, monomials);
        var sum = 0.0;
        for (var k = 0; k < monomials.Length; k++)
        {
            sum += centredCoefficients[k] * monomials[k];
        }

        return sum;
    }

    /// <summary>Standard deviation of the surface at a place: sqrt(m Cov m) with the monomials m there.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public double ErrorAt(double x, double y)
    {
        Span<double> monomials = stackalloc double[centredCoefficients.Length];
        FillMonomials(x, y, monomials);
        var variance = 0.0;
        for (var k = 0; k < monomials.Length; k++)
        {
            for (var l = 0; l < monomials.Length; l++)
            {
                variance += monomials[k] * centredCovariance[k, l] * monomials[l];
            }
        }

        return Math.Sqrt(variance);
    }

    private void FillMonomials(double x, double y, Span<double> monomials)
    {
        var u = alongX.Centre(x);
        var v = alongY.Centre(y);
        var powerOfU = 1.0;
        for (var i = 0; i <= DegreeX; i++)
        {
            var product = powerOfU;
            for (var j = 0; j <= DegreeY; j++)
            {
                monomials[(i * (DegreeY + 1)) + j] = product;
                product *= v;
            }

            powerOfU *= u;
        }
    }

    /// <summary>Element [p, k]: how much of x^i y^j number p the centred monomial number k holds.</summary>
    private double[,] Expansion()
    {
        var inX = alongX.Expansion();
        var inY = alongY.Expansion();
        var columns = DegreeY + 1;
        var expansion = new double[centredCoefficients.Length, centredCoefficients.Length];
        for (var p = 0; p < centredCoefficients.Length; p++)
        {
            for (var k = 0; k < centredCoefficients.Length; k++)
            {
                expansion[p, k] = inX[p / columns, k / columns] * inY[p % columns, k % columns];
            }
        }

        return expansion;
    }

    private double[] InRawUnits(double[,] expansion)
    {
        var raw = new double[centredCoefficients.Length];
        for (var p = 0; p < raw.Length; p++)
        {
            for (var k = 0; k < raw.Length; k++)
            {
                raw[p] += expansion[p, k] * centredCoefficients[k];
            }
        }

        return raw;
    }

    private double[,] CovarianceInRawUnits(double[,] expansion)
    {
        var n = centredCoefficients.Length;
        var half = new double[n, n];
        var raw = new double[n, n];
        for (var p = 0; p < n; p++)
        {
            for (var l = 0; l < n; l++)
            {
                for (var k = 0; k < n; k++)
                {
                    half[p, l] += expansion[p, k] * centredCovariance[k, l];
                }
            }
        }

        for (var p = 0; p < n; p++)
        {
            for (var q = 0; q < n; q++)
            {
                for (var l = 0; l < n; l++)
                {
                    raw[p, q] += half[p, l] * expansion[q, l];
                }
            }
        }

        return raw;
    }
}
