namespace QuickLook.Core.Imaging;

/// <summary>
/// Limits as IRAF's <c>display</c> finds them with <c>zscale</c>: a line is fitted to about a thousand sorted pixels, without those that are far from it, and its
/// slope, made steeper by the contrast, says how far from the median the limits are. The algorithm and its constants are those of
/// astropy.visualization.ZScaleInterval (contrast 0.25, 2.5 sigma, five rounds), which tests compare it with.
/// </summary>
internal static class ZScale
{
    /// <summary>Pixels that are looked at.</summary>
    public const int Samples = 1000;

    private const double Contrast = 0.25;
    private const double MaxReject = 0.5;
    private const int MinPixels = 5;
    private const double RejectSigma = 2.5;
    private const int MostRounds = 5;
    private const double GrowPart = 0.01;

    /// <summary>Finds limits.</summary>
    /// <param name="samples">Pixels, at least one, all numbers; sorted on return.</param>
    public static PixelLimits Of(double[] samples)
    {
        Array.Sort(samples);
        var count = samples.Length;
        var (low, high) = (samples[0], samples[^1]);
        var fewest = Math.Max(MinPixels, (int)(count * MaxReject));
        if (FitGood(samples, fewest) is { } slope)
        {
            var steep = slope / Contrast;
            var centre = (count - 1) / 2;
            var median = (samples[(count - 1) / 2] + samples[count / 2]) / 2;
            (low, high) = (Math.Max(low, median - ((centre - 1) * steep)), Math.Min(high, median + ((count - centre) * steep)));
        }

        return PixelLimits.Around(low, high);
    }

    /// <summary>Slope of the line through the pixels that are left after rejection; null when too many were rejected.</summary>
    private static double? FitGood(double[] samples, int fewest)
    {
        var count = samples.Length;
        var isBad = new bool[count];
        var (good, goodBefore, slope) = (count, count + 1, 0.0);
        for (var round = 0; round < MostRounds && good < goodBefore && good >= fewest; round++)
        {
            (slope, var intercept) = FitLine(samples, isBad);
            Reject(samples, isBad, slope, intercept);
            isBad = Grow(isBad, Math.Max(1, (int)(count * GrowPart)));
            (goodBefore, good) = (good, isBad.Count(bad => !bad));
        }

        return good >= fewest ? slope : null;
    }

    private static (double Slope, double Intercept) FitLine(double[] samples, bool[] isBad)
    {
        double n = 0,
            sumX = 0,
            sumY = 0,
            sumXX = 0,
            sumXY = 0;
        var centre = (samples.Length - 1) / 2.0;
        for (var i = 0; i < samples.Length; i++)
        {
            if (!isBad[i])
            {
                var x = i - centre;
                n++;
                sumX += x;
                sumY += samples[i];
                sumXX += x * x;
                sumXY += x * samples[i];
            }
        }

        var determinant = (n * sumXX) - (sumX * sumX);
        var slope = determinant > 0 ? ((n * sumXY) - (sumX * sumY)) / determinant : 0;
        return (slope, n > 0 ? ((sumY - (slope * sumX)) / n) - (slope * centre) : 0);
    }

    private static void Reject(double[] samples, bool[] isBad, double slope, double intercept)
    {
        double n = 0,
            sum = 0,
            squares = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            if (!isBad[i])
            {
                var off = samples[i] - (intercept + (slope * i));
                n++;
                sum += off;
                squares += off * off;
            }
        }

        var mean = sum / n;
        var threshold = RejectSigma * Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean)));
        for (var i = 0; i < samples.Length; i++)
        {
            isBad[i] |= Math.Abs(samples[i] - (intercept + (slope * i))) > threshold;
        }
    }

    /// <summary>Marks the neighbours of what is marked, as a convolution with ones of this length does it, centred as numpy's mode <c>same</c>.</summary>
    private static bool[] Grow(bool[] isBad, int length)
    {
        var grown = new bool[isBad.Length];
        var above = length - 1 - (length / 2);
        var below = length - 1 - above;
        for (var i = 0; i < isBad.Length; i++)
        {
            if (isBad[i])
            {
                // Those that see this one from up to `below` after it and up to `above` before it.
                Array.Fill(grown, true, Math.Max(0, i - above), Math.Min(isBad.Length - 1, i + below) - Math.Max(0, i - above) + 1);
            }
        }

        return grown;
    }
}
