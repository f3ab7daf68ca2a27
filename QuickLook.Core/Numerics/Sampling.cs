namespace QuickLook.Core.Numerics;

/// <summary>Regular grids, differences and sums over samples, as NumPy defines them (pipeline.md A.1, A.2).</summary>
public static class Sampling
{
    /// <summary><paramref name="count"/> equal steps from start to stop, both included; the last value is stop exactly.</summary>
    /// <param name="start">First value.</param>
    /// <param name="stop">Last value.</param>
    /// <param name="count">How many, at least 0; one gives the start alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static double[] Linspace(double start, double stop, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new double[count];
        var step = count > 1 ? (stop - start) / (count - 1) : 0;
        for (var k = 0; k < count; k++)
        {
            values[k] = start + (k * step);
        }

        if (count > 1)
        {
            values[^1] = stop;
        }

        return values;
    }

    /// <summary>Change per index: half the difference of the two neighbours, at the ends the difference to the only neighbour.</summary>
    /// <param name="values">At least two values.</param>
    /// <returns>As many values.</returns>
    /// <exception cref="ArgumentException">Fewer than two values.</exception>
    public static double[] Gradient(ReadOnlySpan<double> values)
    {
        var gradient = new double[values.Length];
        Gradient(values, gradient);
        return gradient;
    }

    /// <summary>Change per index, without allocation.</summary>
    /// <param name="values">At least two values.</param>
    /// <param name="result">As long as <paramref name="values"/> and apart from it.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or a result of another length.</exception>
    public static void Gradient(ReadOnlySpan<double> values, Span<double> result)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException("A gradient needs at least two values.", nameof(values));
        }

        Lengths.MustAgree(values.Length, result.Length, nameof(result));
        result[0] = values[1] - values[0];
        for (var k = 1; k < values.Length - 1; k++)
        {
            result[k] = (values[k + 1] - values[k - 1]) / 2;
        }

        result[^1] = values[^1] - values[^2];
    }
}
