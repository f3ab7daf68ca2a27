using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// From raw ADU to a trimmed image in electrons with errors and a mask: overscan, saturation, crosstalk, dark, read noise, cosmic rays
/// (pipeline.md 3.2.1 as amended by 3.2.2 and 3.2.3). One thread per camera; cameras run side by side.
/// </summary>
public static class Preprocessor
{
    /// <summary>Preprocesses one camera.</summary>
    /// <param name="raw">The camera as read out; not changed.</param>
    /// <param name="metadata">The exposure's keywords.</param>
    /// <param name="calibration">The camera's calibration record.</param>
    /// <param name="options">What to do.</param>
    /// <param name="note">Hears what is done and found; called on the calling thread.</param>
    /// <param name="cancellationToken">Looked at between amplifiers and steps.</param>
    /// <returns>The image, to be disposed by the caller; or the reason, with keyword, key or file.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Result<CcdImage> Run(
        RawCamera raw,
        ExposureMetadata metadata,
        CalibrationRecord calibration,
        PreprocessingOptions options,
        Action<ReductionNote> note,
        CancellationToken cancellationToken
    )
    {
        if (UnsupportedCorrections.Check(calibration, note) is { } refused)
        {
            return refused;
        }

        using var work = new PreprocessingWork(raw, calibration, options, note, cancellationToken);
        return work.Do(metadata) is { } failure ? failure : work.HandOver();
    }
}
