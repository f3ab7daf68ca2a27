using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>A change of state.</summary>
/// <param name="Attempt">Attempt of the camera, from 1; 0 for a process.</param>
/// <param name="State">The new state.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; empty where the state says it all.</param>
internal readonly record struct StateChange(int Attempt, RunState State, DateTimeOffset At, string Reason);
