using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>One camera to be run, with everything that its run needs.</summary>
/// <param name="Process">The process.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Mappings">What it is judged by.</param>
/// <param name="Token">Ends the run.</param>
internal sealed record CameraOrder(StoredProcess Process, CameraId Camera, int Attempt, MappingSet Mappings, CancellationToken Token)
{
    /// <summary>Names the order among all.</summary>
    public (long Process, CameraId Camera) Key => (Process.Id, Camera);
}
