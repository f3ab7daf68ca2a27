using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What quality tests can look at: what was asked for, what the headers say, and what the steps have made so far. The camera's run
/// owns it, adds to it between steps, and disposes it with everything that it holds.
/// </summary>
public sealed class CameraEvidence : IDisposable
{
    /// <summary>What a test answers that needs the preprocessed image when there is none.</summary>
    internal static Failure NotPreprocessed { get; } = new("there is no preprocessed image to measure; the step Preproc has not run");

    /// <summary>The night that was asked for.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure that was asked for.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The camera that was asked for.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The flavor whose recipe runs.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Exposure keywords of the raw exposure.</summary>
    public required ExposureMetadata Metadata { get; init; }

    /// <summary>The camera's own words about itself, from its merged header.</summary>
    public required CameraIdentity Identity { get; init; }

    /// <summary>The preprocessed image; null before the step Preproc.</summary>
    public CcdImage? Image { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Image?.Dispose();
}
