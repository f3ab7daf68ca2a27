using System.Numerics;
using System.Runtime.InteropServices;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>What is done to masks: started from calibrations, set on whole amplifiers, applied to pixels.</summary>
internal static class ImageMask
{
    /// <summary>Adds the mask image that the calibration record names.</summary>
    /// <param name="mask">The mask of the trimmed image; changed.</param>
    /// <param name="calibration">The record.</param>
    /// <returns>What is wrong; null when all is done.</returns>
    public static Failure? AddMaskImage(Plane<ushort> mask, CalibrationRecord calibration)
    {
        if (!CalibrationImage.ReadMask(calibration, "MASK", mask.Height, mask.Width).TryGet(out var bits, out var failure))
        {
            return failure;
        }

        using (bits)
        {
            var source = bits.Span;
            var target = mask.Span;
            for (var i = 0; i < target.Length; i++)
            {
                target[i] |= (ushort)source[i];
            }

            return null;
        }
    }

    /// <summary>Marks the regions that people found to be bad; the parts of them that lie within the image.</summary>
    /// <param name="mask">The mask; changed.</param>
    /// <param name="regions">The regions.</param>
    public static void AddRegions(Plane<ushort> mask, IEnumerable<BadRegion> regions)
    {
        foreach (var region in regions)
        {
            var (firstColumn, endColumn) = (Math.Min(region.FirstColumn, mask.Width), Math.Min(region.EndColumn, mask.Width));
            for (var row = region.FirstRow; row < Math.Min(region.EndRow, mask.Height); row++)
            {
                Set(mask.Row(row)[firstColumn..Math.Max(firstColumn, endColumn)], CcdMask.Bad);
            }
        }
    }

    /// <summary>Sets a bit on a whole section.</summary>
    /// <param name="mask">The mask; changed.</param>
    /// <param name="section">A section of the trimmed image.</param>
    /// <param name="bit">The bit.</param>
    public static void Set(Plane<ushort> mask, DetectorSection section, CcdMask bit)
    {
        for (var row = section.Row; row < section.EndRow; row++)
        {
            Set(mask.Row(row).Slice(section.Column, section.Width), bit);
        }
    }

    /// <summary>Says for each row of a section whether all its pixels are masked.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="section">A section of the trimmed image.</param>
    public static bool[] WholeRows(Plane<ushort> mask, DetectorSection section)
    {
        var isMasked = new bool[section.Height];
        for (var row = 0; row < section.Height; row++)
        {
            isMasked[row] = !mask.Row(section.Row + row).Slice(section.Column, section.Width).Contains((ushort)0);
        }

        return isMasked;
    }

    /// <summary>Sets every masked pixel to 0.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="pixels">The pixels; changed.</param>
    public static void Apply(Plane<ushort> mask, Plane<float> pixels)
    {
        var bits = mask.Span;
        var values = pixels.Span;
        var vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(bits);
        var done = vectors.Length * Vector<ushort>.Count;
        for (var v = 0; v < vectors.Length; v++)
        {
            if (vectors[v] != Vector<ushort>.Zero)
            {
                var start = v * Vector<ushort>.Count;
                ApplyOneByOne(bits.Slice(start, Vector<ushort>.Count), values.Slice(start, Vector<ushort>.Count));
            }
        }

        ApplyOneByOne(bits[done..], values[done..]);
    }

    private static void ApplyOneByOne(ReadOnlySpan<ushort> bits, Span<float> values)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] != 0)
            {
                values[i] = 0;
            }
        }
    }

    private static void Set(Span<ushort> mask, CcdMask bit)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] |= (ushort)bit;
        }
    }
}
