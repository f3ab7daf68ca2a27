using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>One amplifier of a raw camera image as its header describes it. Sections are within the raw image, but <see cref="Ccd"/>.</summary>
public sealed record RawAmplifier
{
    /// <summary>Which amplifier.</summary>
    public required Amplifier Amplifier { get; init; }

    /// <summary>The character that this header ends its keywords with: <c>A</c> to <c>D</c>, or <c>1</c> to <c>4</c>.</summary>
    public required char KeywordSuffix { get; init; }

    /// <summary>Light-sensitive pixels in the raw image (<c>DATASECx</c>); as large as <see cref="Ccd"/>.</summary>
    public required DetectorSection Data { get; init; }

    /// <summary>Column overscan in the raw image (<c>BIASSECx</c>); it has the rows of <see cref="Data"/>.</summary>
    public required DetectorSection Bias { get; init; }

    /// <summary>Where the data go in the trimmed image (<c>CCDSECx</c>).</summary>
    public required DetectorSection Ccd { get; init; }

    /// <summary>Prescan columns (<c>PRESECx</c>); null when the header has none.</summary>
    public DetectorSection? Prescan { get; init; }

    /// <summary>Row overscan (<c>ORSECx</c>); null when the header has none.</summary>
    public DetectorSection? RowOverscan { get; init; }

    /// <summary>Gain in electrons per ADU (<c>GAINx</c>); null when the header has none.</summary>
    public double? Gain { get; init; }

    /// <summary>Saturation level in ADU, bias included (<c>SATURLEVx</c>); null when the header has none.</summary>
    public double? SaturationLevel { get; init; }

    /// <summary>Expected read noise in electrons (<c>RDNOISEx</c>); null when the header has none.</summary>
    public double? ExpectedReadNoise { get; init; }
}
