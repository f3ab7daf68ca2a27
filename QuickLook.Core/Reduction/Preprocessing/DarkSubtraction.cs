using System.Buffers;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Numerics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Subtracts the dark current of the exposure time from a trimmed image in electrons (pipeline.md 3.2.2). The dark is per second, in
/// electrons, or in ADU where its BUNIT says so.
/// </summary>
internal static class DarkSubtraction
{
    /// <summary>Subtracts, and finds how much noise the dark adds.</summary>
    /// <param name="pixels">The trimmed image, electrons; changed.</param>
    /// <param name="amplifiers">The amplifiers with their gains.</param>
    /// <param name="calibration">The record that names the dark.</param>
    /// <param name="header">Merged header, for the exposure time; the record's EXPTIMEKEY names another keyword for it.</param>
    /// <param name="note">Hears what of the dark is not used.</param>
    /// <returns>Clipped standard deviation of the subtracted dark per amplifier, electrons; or what is wrong.</returns>
    public static Result<IReadOnlyList<double>> Subtract(
        Plane<float> pixels,
        IReadOnlyList<AmplifierReadout> amplifiers,
        CalibrationRecord calibration,
        FitsHeader header,
        Action<ReductionNote> note
    )
    {
        var keyword = calibration.Text("EXPTIMEKEY") ?? "EXPTIME";
        if (!header.GetDouble(keyword).TryGet(out var seconds, out var failure))
        {
            return failure;
        }

        if (!CalibrationImage.Read(calibration, "DARK", pixels.Height, pixels.Width).TryGet(out var dark, out failure))
        {
            return failure;
        }

        using (dark)
        {
            if (dark.HasFurtherImages)
            {
                note(new ReductionNote(NoteSeverity.Warning, "the dark's change with exposure time is not applied, only its first image"));
            }

            var noises = new List<double>();
            foreach (var amplifier in amplifiers)
            {
                var scale = seconds * (dark.IsInAdu ? amplifier.Gain : 1);
                noises.Add(SubtractOne(pixels, dark.Pixels, amplifier, (float)scale));
            }

            return noises;
        }
    }

    private static double SubtractOne(Plane<float> pixels, Plane<float> dark, AmplifierReadout readout, float scale)
    {
        var section = readout.Amplifier.Ccd;
        var size = section.Height * section.Width;
        var buffer = ArrayPool<double>.Shared.Rent(2 * size);
        var count = 0;
        for (var row = section.Row; row < section.EndRow; row++)
        {
            var target = pixels.Row(row).Slice(section.Column, section.Width);
            var current = dark.Row(row).Slice(section.Column, section.Width);
            for (var column = 0; column < target.Length; column++)
            {
                var electrons = current[column] * scale;
                if (float.IsFinite(electrons))
                {
                    target[column] -= electrons;
                    buffer[count++] = electrons;
                }
            }
        }

        var noise = count == 0 ? 0 : ClippedLevel.Of(buffer.AsSpan(0, count), buffer.AsSpan(size, size)).Noise;
        ArrayPool<double>.Shared.Return(buffer);
        return noise;
    }
}
