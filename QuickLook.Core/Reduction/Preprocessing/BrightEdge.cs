using System.Numerics;
using System.Runtime.InteropServices;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Finds rows whose overscan cannot be trusted because a very bright source, such as a cosmic ray or a saturated line, is read out just
/// before it and trails into it (pipeline.md 3.2.2).
/// </summary>
internal static class BrightEdge
{
    private const int AdjacentColumns = 300;
    private const int BackgroundRows = 100;
    private const double BrightAdu = 25_000;
    private const int LevelRows = 20;
    private const double LevelJumpAdu = 2;
    private const int GrowRows = 2;

    /// <summary>Marks rows that are bright beside the overscan while their level departs from that of their neighbours.</summary>
    /// <param name="raw">The raw image, ADU.</param>
    /// <param name="amplifier">The amplifier.</param>
    /// <param name="levels">Bias level of each row.</param>
    /// <param name="isUnusable">Set for the rows found and for two rows on each side.</param>
    public static void MarkRows(Plane<float> raw, RawAmplifier amplifier, double[] levels, bool[] isUnusable)
    {
        var brightest = BrightestBesideOverscan(raw, amplifier);
        var lowest = double.PositiveInfinity;
        var highest = double.NegativeInfinity;
        foreach (var value in brightest)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        // Nothing can exceed its running median by more than the whole range, so most exposures end here.
        if (highest - lowest <= BrightAdu)
        {
            return;
        }

        var background = MedianFilter.Apply(brightest, BackgroundRows);
        var smooth = MedianFilter.Apply(levels, LevelRows);
        for (var row = 0; row < levels.Length; row++)
        {
            if (brightest[row] - background[row] > BrightAdu && Math.Abs(levels[row] - smooth[row]) > LevelJumpAdu)
            {
                var first = Math.Max(0, row - GrowRows);
                isUnusable.AsSpan(first, Math.Min(levels.Length, row + GrowRows + 1) - first).Fill(true);
            }
        }
    }

    private static double[] BrightestBesideOverscan(Plane<float> raw, RawAmplifier amplifier)
    {
        var data = amplifier.Data;
        var width = Math.Min(AdjacentColumns, data.Width);
        var column = data.Column < amplifier.Bias.Column ? data.EndColumn - width : data.Column;
        var brightest = new double[data.Height];
        for (var row = 0; row < data.Height; row++)
        {
            var largest = Largest(raw.Row(data.Row + row).Slice(column, width));
            brightest[row] = float.IsFinite(largest) ? largest : 0;
        }

        return brightest;
    }

    /// <summary>The largest of the pixels that are numbers.</summary>
    private static float Largest(ReadOnlySpan<float> pixels)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(pixels);
        var highest = new Vector<float>(float.NegativeInfinity);
        foreach (var vector in vectors)
        {
            highest = Vector.ConditionalSelect(Vector.GreaterThan(vector, highest), vector, highest);
        }

        var largest = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            largest = Math.Max(largest, highest[i]);
        }

        foreach (var pixel in pixels[(vectors.Length * Vector<float>.Count)..])
        {
            largest = pixel > largest ? pixel : largest;
        }

        return largest;
    }
}
