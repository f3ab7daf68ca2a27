using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Metrics by amplifier: always four values in order A to D, null for an amplifier that was not read out, so that a position means the same
/// amplifier in every readout.
/// </summary>
internal static class PerAmplifier
{
    /// <summary>The array of a metric.</summary>
    /// <param name="image">The image with its amplifiers.</param>
    /// <param name="measure">Measures one amplifier.</param>
    public static JsonArray Numbers(CcdImage image, Func<AmplifierReadout, double> measure) =>
        MetricJson.Numbers(
            Amplifiers.All.Select(amplifier =>
                image.Amplifiers.FirstOrDefault(readout => readout.Amplifier.Amplifier == amplifier) is { } readout
                    ? measure(readout)
                    : double.NaN
            )
        );
}
