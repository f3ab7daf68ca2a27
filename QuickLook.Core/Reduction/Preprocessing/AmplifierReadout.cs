using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>What preprocessing measured on one amplifier.</summary>
public sealed record AmplifierReadout
{
    /// <summary>The amplifier and its sections as the raw header describes them.</summary>
    public required RawAmplifier Amplifier { get; init; }

    /// <summary>Median bias level of the rows, ADU (<c>OVERSCNx</c>).</summary>
    public required double BiasLevel { get; init; }

    /// <summary>Measured read noise, electrons (<c>OBSRDNx</c>).</summary>
    public required double ReadNoise { get; init; }

    /// <summary>Range of the row-to-row steps of the smoothed bias level, ADU (<c>OSTEPx</c>).</summary>
    public required double OverscanStep { get; init; }

    /// <summary>How the bias level was subtracted (<c>OMETHx</c>).</summary>
    public required OverscanMethod Method { get; init; }

    /// <summary>True when each row has its own read noise (<c>RMETHx</c>); false when the amplifier has one.</summary>
    public bool HasReadNoisePerRow { get; init; }

    /// <summary>Gain that was applied, electrons per ADU (<c>GAINx</c>).</summary>
    public required double Gain { get; init; }

    /// <summary>Saturation level that was applied, ADU with the bias included (<c>SATULEVx</c>).</summary>
    public required double SaturationLevel { get; init; }

    /// <summary>
    /// The raw pixels of the bias section, bias subtracted as for the data, in electrons: <c>[row y, column x]</c>, first row and
    /// column of the section at 0. Owned by the <see cref="CcdImage"/>.
    /// </summary>
    public required Plane<float> Overscan { get; init; }

    /// <summary>Expected read noise, electrons: <c>RDNOISEx</c> of the raw header, or the measured one where the header has none.</summary>
    public double ExpectedReadNoise => Amplifier.ExpectedReadNoise ?? ReadNoise;

    /// <summary>Bias-subtracted saturation level in electrons (<c>SATUELEx</c>).</summary>
    public double SaturationElectrons => (SaturationLevel - BiasLevel) * Gain;
}
