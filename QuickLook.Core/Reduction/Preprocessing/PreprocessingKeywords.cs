using QuickLook.Core.Fits;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>What preprocessing adds to the header of its product (pipeline.md 3.2.2); keywords end with the raw header's own naming.</summary>
internal static class PreprocessingKeywords
{
    /// <summary>The cards of one amplifier.</summary>
    /// <param name="readout">What was measured.</param>
    public static IEnumerable<FitsCard> Of(AmplifierReadout readout)
    {
        var suffix = readout.Amplifier.KeywordSuffix;
        return
        [
            FitsCard.Of($"SATULEV{suffix}", readout.SaturationLevel, "saturation level, ADU, bias included"),
            FitsCard.Of($"OSTEP{suffix}", readout.OverscanStep, "ADU (max-min of median overscan per row)"),
            FitsCard.Of($"OMETH{suffix}", Word(readout.Method == OverscanMethod.PerRow), "how the overscan was subtracted"),
            FitsCard.Of($"RMETH{suffix}", Word(readout.HasReadNoisePerRow), "how the read noise was measured"),
            FitsCard.Of($"OVERSCN{suffix}", readout.BiasLevel, "ADU (gain not applied)"),
            FitsCard.Of($"OBSRDN{suffix}", readout.ReadNoise, "electrons (gain is applied)"),
            FitsCard.Of($"GAIN{suffix}", readout.Gain, "e/ADU (gain applied to image)"),
            FitsCard.Of($"SATUELE{suffix}", readout.SaturationElectrons, "saturation level, electrons"),
        ];
    }

    private static string Word(bool isPerRow) => isPerRow ? "PER_ROW" : "AVERAGE";
}
