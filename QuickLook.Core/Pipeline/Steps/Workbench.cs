using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.QualityTests;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>What lies on the table while one camera runs: the request, the raw camera, and what steps have made of it.</summary>
internal sealed class Workbench : IDisposable
{
    public required CameraRunRequest Request { get; init; }

    public required RunReporter Reporter { get; init; }

    /// <summary>The raw exposure's keywords.</summary>
    public required ExposureMetadata Metadata { get; init; }

    /// <summary>The fibermap; null when there is none, as for zeros and darks.</summary>
    public Fibermap? Fibermap { get; init; }

    /// <summary>The program that chooses references: the fibermap's, else the raw exposure's (pipeline.md 4.1).</summary>
    public ObservingProgram Program => Fibermap is { Program.IsEmpty: false } map ? map.Program : Metadata.Program;

    /// <summary>The camera as read out. Steps that no longer need its pixels say so with <see cref="ReleaseRaw"/>.</summary>
    public required RawCamera Raw { get; init; }

    /// <summary>What quality tests look at.</summary>
    public required CameraEvidence Evidence { get; init; }

    /// <summary>Gives the raw pixels back as soon as the image is made: 70 MB of a full-size camera.</summary>
    public void ReleaseRaw() => Raw.Dispose();

    public void Dispose()
    {
        Evidence.Dispose();
        Raw.Dispose();
    }
}
