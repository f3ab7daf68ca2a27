using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Writing;

/// <summary>A change of state of a process or of one of its cameras.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Camera">The camera; null for the process.</param>
/// <param name="Attempt">Attempt of the camera, from 1; 0 for the process.</param>
/// <param name="State">The new state.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; empty where the state says it all.</param>
public sealed record TransitionChange(long ProcessId, CameraId? Camera, int Attempt, RunState State, DateTimeOffset At, string Reason);
