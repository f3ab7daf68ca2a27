using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>One camera to be run, with everything that its run needs.</summary>
/// <param name="Process">The process.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Failures">Attempts so far that failed in a way that may pass.</param>
/// <param name="Setup">What the process works with.</param>
/// <param name="Token">Ends the run.</param>
internal sealed record CameraOrder(
    StoredProcess Process,
    CameraId Camera,
    int Attempt,
    int Failures,
    ProcessSetup Setup,
    CancellationToken Token
)
{
    /// <summary>Names the order among all.</summary>
    public (long Process, CameraId Camera) Key => (Process.Id, Camera);

    /// <summary>What it is judged by.</summary>
    public MappingSet Mappings => Setup.Mappings;

    /// <summary>Tells this attempt from every other, also from one with the same number that another service began.</summary>
    public string Mark { get; } = Guid.NewGuid().ToString("N");
}
