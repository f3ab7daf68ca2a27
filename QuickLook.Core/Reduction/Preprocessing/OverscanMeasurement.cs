using System.Buffers;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Bias level and noise of one amplifier, ADU, and how the level is to be subtracted (pipeline.md 3.2.2).</summary>
internal sealed record OverscanMeasurement
{
    /// <summary>The level to subtract from each row: the same for all when <see cref="Method"/> is average.</summary>
    public required double[] Levels { get; init; }

    /// <summary>The one level, or the median of the rows' levels.</summary>
    public required double Level { get; init; }

    /// <summary>Noise of a pixel, after subtraction of the levels.</summary>
    public required double Noise { get; init; }

    /// <summary>Noise of the pixels of each row.</summary>
    public required double[] RowNoises { get; init; }

    /// <summary>Largest minus smallest step of the smoothed level.</summary>
    public required double Step { get; init; }

    /// <summary>Chosen by the step.</summary>
    public required OverscanMethod Method { get; init; }

    /// <summary>Rows whose own level could not be used.</summary>
    public required int UnusableRows { get; init; }

    /// <summary>Rows that fell back to their plain median, when rows are subtracted one by one.</summary>
    public required int FallbackRows { get; init; }

    /// <summary>Measures one amplifier.</summary>
    /// <param name="raw">The raw image, ADU.</param>
    /// <param name="amplifier">The amplifier.</param>
    /// <param name="isMasked">Rows of the amplifier whose data are entirely masked; null when there is no mask.</param>
    /// <param name="perRowAboveStep">Largest step for which one level will do, ADU.</param>
    /// <returns>The measurement; null when no overscan pixel is a number.</returns>
    public static OverscanMeasurement? Of(Plane<float> raw, RawAmplifier amplifier, bool[]? isMasked, double perRowAboveStep)
    {
        if (OverscanRows.Measure(raw, amplifier, isMasked) is not { } rows)
        {
            return null;
        }

        var step = rows.Step();
        var isPerRow = step >= perRowAboveStep;
        var all = OfAllPixels(raw, amplifier, isPerRow ? rows.Levels : null);
        var level = isPerRow ? OrderStatistics.Median([.. rows.Levels]) : all.Level;
        var levels = rows.Levels;
        if (!isPerRow)
        {
            levels = new double[rows.Levels.Length];
            Array.Fill(levels, level);
        }

        return new OverscanMeasurement
        {
            Levels = levels,
            Level = level,
            Noise = all.Noise,
            RowNoises = rows.Noises,
            Step = step,
            Method = isPerRow ? OverscanMethod.PerRow : OverscanMethod.Average,
            UnusableRows = rows.UnusableRows,
            FallbackRows = isPerRow ? rows.FallbackRows : 0,
        };
    }

    private static ClippedLevel OfAllPixels(Plane<float> raw, RawAmplifier amplifier, double[]? rowLevels)
    {
        var section = amplifier.Bias;
        if (rowLevels is null && PixelCounts.TryMeasure(raw, section, out var counted))
        {
            return counted;
        }

        var size = section.Height * section.Width;
        var buffer = ArrayPool<double>.Shared.Rent(2 * size);
        var count = 0;
        for (var row = 0; row < section.Height; row++)
        {
            var pixels = raw.Row(section.Row + row).Slice(section.Column, section.Width);
            count += OverscanPixels.CopyFinite(pixels, buffer.AsSpan(count, section.Width), rowLevels is null ? 0 : rowLevels[row]);
        }

        var level = ClippedLevel.Of(buffer.AsSpan(0, count), buffer.AsSpan(size, size));
        ArrayPool<double>.Shared.Return(buffer);
        return level;
    }
}
