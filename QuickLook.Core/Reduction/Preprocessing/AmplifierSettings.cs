using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Gain and saturation level of an amplifier: from the raw header, else from the calibration record, else a default (pipeline.md 1.2).</summary>
/// <param name="Gain">Electrons per ADU, above 0.</param>
/// <param name="SaturationLevel">ADU, bias included.</param>
internal readonly record struct AmplifierSettings(double Gain, double SaturationLevel)
{
    private const double DefaultGain = 1;

    /// <summary>Full scale of a 16-bit converter.</summary>
    private const double DefaultSaturation = 65_535;

    /// <summary>Finds both.</summary>
    /// <param name="amplifier">The amplifier.</param>
    /// <param name="calibration">The camera's calibration record.</param>
    /// <returns>The settings, or the failure that names the keyword.</returns>
    public static Result<AmplifierSettings> Of(RawAmplifier amplifier, CalibrationRecord calibration)
    {
        if (
            !calibration.Number("GAIN", amplifier.Amplifier).TryGet(out var calibratedGain, out var failure)
            || !calibration.Number("SATURLEV", amplifier.Amplifier).TryGet(out var calibratedSaturation, out failure)
        )
        {
            return failure;
        }

        var gain = amplifier.Gain ?? calibratedGain ?? DefaultGain;
        if (!(gain > 0 && gain < 1e6))
        {
            return new Failure($"a gain of {gain} electrons per ADU cannot be right", $"GAIN{amplifier.KeywordSuffix}");
        }

        return new AmplifierSettings(gain, amplifier.SaturationLevel ?? calibratedSaturation ?? DefaultSaturation);
    }
}
