using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Live;

/// <summary>What a circuit shows at one moment. A new frame is one render, whatever happened since the last.</summary>
/// <param name="Number">Grows by one per frame of the circuit.</param>
/// <param name="At">When the frame was made.</param>
/// <param name="Snapshot">The newest snapshot then.</param>
public sealed record LiveFrame(long Number, DateTimeOffset At, MonitorSnapshot Snapshot);
