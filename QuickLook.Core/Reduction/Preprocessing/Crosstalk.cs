using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Removes what leaks from one amplifier into another while both are read at the same time (pipeline.md 3.2.1, step 4). The record's
/// <c>CROSSTALKxy</c> is the fraction of amplifier x that appears in y.
/// </summary>
internal static class Crosstalk
{
    /// <summary>Corrects all pairs in order; later pairs see what earlier ones have corrected.</summary>
    /// <param name="pixels">The trimmed image, electrons.</param>
    /// <param name="amplifiers">The amplifiers.</param>
    /// <param name="calibration">The camera's record.</param>
    /// <returns>The pairs that were corrected, such as <c>AB</c>; or the failure that names the key.</returns>
    public static Result<IReadOnlyList<string>> Correct(
        Plane<float> pixels,
        IReadOnlyList<RawAmplifier> amplifiers,
        CalibrationRecord calibration
    )
    {
        var corrected = new List<string>();
        foreach (var source in amplifiers)
        {
            foreach (var victim in amplifiers)
            {
                if (ReferenceEquals(source, victim))
                {
                    continue;
                }

                if (!Fraction(calibration, source.Amplifier, victim.Amplifier).TryGet(out var fraction, out var failure))
                {
                    return failure;
                }

                if (fraction == 0)
                {
                    continue;
                }

                var pair = $"{source.Amplifier.Letter()}{victim.Amplifier.Letter()}";
                if (source.Ccd.Height != victim.Ccd.Height || source.Ccd.Width != victim.Ccd.Width)
                {
                    return new Failure("the two amplifiers do not have the same size", $"CROSSTALK{pair}");
                }

                Subtract(pixels, source, victim, (float)fraction);
                corrected.Add(pair);
            }
        }

        return corrected;
    }

    private static Result<double> Fraction(CalibrationRecord calibration, Amplifier source, Amplifier victim)
    {
        var byDigit = $"CROSSTALK{source.Digit()}{victim.Digit()}";
        var key = calibration.Text(byDigit) is null ? $"CROSSTALK{source.Letter()}{victim.Letter()}" : byDigit;
        return calibration.Number(key).Map(number => number ?? 0);
    }

    /// <summary>Pixels that are read at the same moment lie at the same distance from their amplifiers, so halves are mirrored.</summary>
    private static void Subtract(Plane<float> pixels, RawAmplifier source, RawAmplifier victim, float fraction)
    {
        var isFlippedInRow = source.Amplifier.IsUpper() != victim.Amplifier.IsUpper();
        var isFlippedInColumn = source.Amplifier.IsRight() != victim.Amplifier.IsRight();
        var (from, to) = (source.Ccd, victim.Ccd);
        for (var row = 0; row < to.Height; row++)
        {
            var sourceRow = isFlippedInRow ? from.EndRow - 1 - row : from.Row + row;
            var leaking = pixels.Row(sourceRow).Slice(from.Column, from.Width);
            var target = pixels.Row(to.Row + row).Slice(to.Column, to.Width);
            for (var column = 0; column < target.Length; column++)
            {
                target[column] -= fraction * leaking[isFlippedInColumn ? target.Length - 1 - column : column];
            }
        }
    }
}
