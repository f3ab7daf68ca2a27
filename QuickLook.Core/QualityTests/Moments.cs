namespace QuickLook.Core.QualityTests;

/// <summary>Mean and standard deviation of a population (divided by n).</summary>
/// <param name="Mean">The mean; NaN without values.</param>
/// <param name="Deviation">The standard deviation; NaN without values.</param>
internal readonly record struct Moments(double Mean, double Deviation)
{
    /// <summary>Of double-precision values.</summary>
    /// <param name="values">The values.</param>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Moments(mean, Math.Sqrt(squares / values.Length));
    }

    /// <summary>Of single-precision values.</summary>
    /// <param name="values">The values.</param>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Moments(mean, Math.Sqrt(squares / values.Length));
    }
}
