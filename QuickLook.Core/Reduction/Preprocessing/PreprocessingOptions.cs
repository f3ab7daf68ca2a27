namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// What preprocessing does. The defaults are what the quick look does: dark, crosstalk and cosmic rays on; bias image, mask image
/// and pixel flat off (pipeline.md 3.2).
/// </summary>
public sealed record PreprocessingOptions
{
    /// <summary>The quick look's choice.</summary>
    public static PreprocessingOptions QuickLook { get; } = new();

    /// <summary>Subtract the bias image of the calibration record before anything else. Default false.</summary>
    public bool SubtractBiasImage { get; init; }

    /// <summary>Start the mask from the mask image of the calibration record. Default false.</summary>
    public bool ApplyMaskImage { get; init; }

    /// <summary>Divide by the pixel flat of the calibration record. Default false.</summary>
    public bool DividePixelFlat { get; init; }

    /// <summary>Subtract the dark of the calibration record, when it has one. Default true.</summary>
    public bool SubtractDark { get; init; } = true;

    /// <summary>Correct for crosstalk, when the calibration record has coefficients. Default true.</summary>
    public bool CorrectCrosstalk { get; init; } = true;

    /// <summary>Find and mask cosmic rays. Default true.</summary>
    public bool RejectCosmicRays { get; init; } = true;

    /// <summary>Set masked pixels to 0, as the quick look does after preprocessing. Default true.</summary>
    public bool ZeroMaskedPixels { get; init; } = true;

    /// <summary>A smoothed bias level that steps by more than this is subtracted row by row, ADU. Default 2.</summary>
    public double PerRowAboveStep { get; init; } = 2;

    /// <summary>An amplifier whose bias level steps by more than this is masked, ADU. Default 5.</summary>
    public double BadAboveStep { get; init; } = 5;

    /// <summary>An amplifier whose read noise is higher than this is masked, electrons. Default 15.</summary>
    public double BadAboveReadNoise { get; init; } = 15;

    /// <summary>How cosmic rays are found; null takes the camera's arm's defaults.</summary>
    public CosmicRayParameters? CosmicRays { get; init; }
}
