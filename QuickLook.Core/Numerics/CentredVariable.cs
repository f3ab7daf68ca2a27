namespace QuickLook.Core.Numerics;

/// <summary>
/// One variable of a <see cref="PolynomialSurface"/>, moved and scaled to -1 to 1 over the fitted points: powers of pixel numbers up to 4000 would cost
/// a normal matrix most of its digits.
/// </summary>
/// <param name="Middle">Middle of the fitted range.</param>
/// <param name="HalfRange">Half its width; 1 for a single place.</param>
/// <param name="Degree">Highest power.</param>
internal readonly record struct CentredVariable(double Middle, double HalfRange, int Degree)
{
    private const int HighestDegree = 7;

    /// <summary>The variable of the given points.</summary>
    /// <param name="values">The points' coordinates.</param>
    /// <param name="degree">Highest power, 0 to 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A degree out of range.</exception>
    public static CentredVariable Of(ReadOnlySpan<double> values, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, HighestDegree);
        var lowest = double.PositiveInfinity;
        var highest = double.NegativeInfinity;
        foreach (var value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return highest > lowest ? new CentredVariable((lowest + highest) / 2, (highest - lowest) / 2, degree)
            : values.IsEmpty ? new CentredVariable(0, 1, degree)
            : new CentredVariable(lowest, 1, degree);
    }

    /// <summary>A coordinate in the centred frame.</summary>
    /// <param name="value">The coordinate.</param>
    public double Centre(double value) => (value - Middle) / HalfRange;

    /// <summary>Element [p, i]: coefficient of x^p in ((x - middle) / half range)^i.</summary>
    public double[,] Expansion()
    {
        var expansion = new double[Degree + 1, Degree + 1];
        expansion[0, 0] = 1;
        for (var i = 1; i <= Degree; i++)
        {
            for (var p = 0; p <= i; p++)
            {
                var fromBelow = p > 0 ? expansion[p - 1, i - 1] : 0;
                expansion[p, i] = (fromBelow - (Middle * expansion[p, i - 1])) / HalfRange;
            }
        }

        return expansion;
    }
}
