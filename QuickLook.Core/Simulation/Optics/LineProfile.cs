using MathNet.Numerics;

namespace QuickLook.Core.Simulation.Optics;

/// <summary>
/// Image of a point in one direction, integrated over pixels: a Gaussian core with 1 % of the light in a Gaussian of 2.2 times its width. Nothing falls
/// further than <see cref="Reach"/> sigmas of the core.
/// </summary>
internal static class LineProfile
{
    /// <summary>Sigmas of the core after which there is no light.</summary>
    public const float Reach = 6;

    private const int StepsPerSigma = 128;
    private const double WingWeight = 0.01;
    private const double WingWidth = 2.2;

    private static readonly float[] Cumulative = Tabulate();

    /// <summary>Adds the image of a point to pixels.</summary>
    /// <param name="centre">Pixel coordinate of the centre; pixel i reaches from i − 0.5 to i + 0.5.</param>
    /// <param name="sigma">Sigma of the core, pixels.</param>
    /// <param name="amount">What is spread.</param>
    /// <param name="pixels">What it is added to; parts outside are lost.</param>
    public static void Add(float centre, float sigma, float amount, Span<float> pixels)
    {
        var reach = Reach * sigma;
        var first = Math.Max(0, (int)MathF.Ceiling(centre - reach - 0.5f));
        var last = Math.Min(pixels.Length - 1, (int)MathF.Floor(centre + reach + 0.5f));
        if (last < first)
        {
            return;
        }

        var step = StepsPerSigma / sigma;
        var at = ((first - 0.5f - centre) * step) + (Reach * StepsPerSigma);
        var before = At(at);
        var target = pixels.Slice(first, last - first + 1);
        for (var i = 0; i < target.Length; i++)
        {
            at += step;
            var after = At(at);
            target[i] += amount * (after - before);
            before = after;
        }
    }

    private static float At(float position)
    {
        var table = Cumulative;
        var clamped = Math.Clamp(position, 0, (2 * Reach * StepsPerSigma) - 0.001f);
        var index = (int)clamped;
        return table[index] + ((clamped - index) * (table[index + 1] - table[index]));
    }

    private static float[] Tabulate()
    {
        var count = (int)(2 * Reach * StepsPerSigma);
        var table = new float[count + 1];
        var end = Integral(Reach);
        for (var i = 0; i <= count; i++)
        {
            table[i] = (float)((Integral((i / (double)StepsPerSigma) - Reach) + end) / (2 * end));
        }

        return table;
    }

    private static double Integral(double sigmas) =>
        ((1 - WingWeight) * SpecialFunctions.Erf(sigmas / Math.Sqrt(2)))
        + (WingWeight * SpecialFunctions.Erf(sigmas / (WingWidth * Math.Sqrt(2))));
}
