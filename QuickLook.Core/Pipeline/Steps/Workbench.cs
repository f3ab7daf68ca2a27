using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>What lies on the table while one camera runs: the request, the raw camera, and what steps have made of it.</summary>
internal sealed class Workbench : IDisposable
{
    /// <summary>What a step answers that needs spectra when there are none.</summary>
    public static Failure NoSpectra { get; } = new("there are no spectra yet; the recipe needs the step Extract_QP before this one");

    public required CameraRunRequest Request { get; init; }

    public required RunReporter Reporter { get; init; }

    /// <summary>The raw exposure's keywords.</summary>
    public required ExposureMetadata Metadata { get; init; }

    /// <summary>The fibermap; null when there is none, as for zeros and darks.</summary>
    public Fibermap? Fibermap { get; init; }

    /// <summary>The calibrations that hold for this exposure.</summary>
    public required CalibrationFiles Calibration { get; init; }

    /// <summary>What is known to be broken on this camera and left out of judgement; nothing in a profile that judges it all the same.</summary>
    public required KnownDefects Defects { get; init; }

    /// <summary>Where products are handed in.</summary>
    public required ProductDesk Products { get; init; }

    /// <summary>The camera as read out. Steps that no longer need its pixels say so with <see cref="ReleaseRaw"/>.</summary>
    public required RawCamera Raw { get; init; }

    /// <summary>What quality tests look at.</summary>
    public required CameraEvidence Evidence { get; init; }

    /// <summary>The spectra as the last step left them; null before they are extracted.</summary>
    public FiberSpectra? Spectra => Evidence.Frame?.Native;

    /// <summary>Header of products that are made of the image: the camera's, with what preprocessing found.</summary>
    public FitsHeader ProductHeader => Evidence.Image is { } image ? Raw.Header.With(image.HeaderAdditions) : Raw.Header;

    /// <summary>Gives the raw pixels back as soon as the image is made: 70 MB of a full-size camera.</summary>
    public void ReleaseRaw() => Raw.Dispose();

    /// <summary>
    /// Writes what a step of the reduction has to say. A note never stands as an error in the log: there, error means that a step or the run has failed.
    /// </summary>
    /// <param name="step">Name of the step.</param>
    /// <param name="note">The note.</param>
    public void Log(string step, ReductionNote note) =>
        Reporter.Log(step, note.Severity == NoteSeverity.Info ? RunLogLevel.Info : RunLogLevel.Warning, note.Text);

    public void Dispose()
    {
        Evidence.Dispose();
        Raw.Dispose();
        Calibration.Dispose();
    }
}
