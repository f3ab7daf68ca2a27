using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>What was read of one camera of one process.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Document">Its merged document; null when there is none or when it cannot be read.</param>
/// <param name="Failure">Why there is no document; null when there is one.</param>
/// <param name="Fibers">The fibers of the exposure.</param>
/// <param name="Past">The camera in the exposures before, newest first.</param>
public sealed record CameraResult(
    long ProcessId,
    CameraId Camera,
    MergedQa? Document,
    Failure? Failure,
    FiberField Fibers,
    ImmutableArray<PastRun> Past
);
