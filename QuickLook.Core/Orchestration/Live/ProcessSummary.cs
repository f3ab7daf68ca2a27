using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One process in a line.</summary>
/// <param name="ProcessId">Number of the process.</param>
/// <param name="Exposure">Exposure id.</param>
/// <param name="Flavor">Flavor as written in the header.</param>
/// <param name="Program">Program; empty when there is none.</param>
/// <param name="State">What happened to it.</param>
/// <param name="Quality">Worst verdict.</param>
/// <param name="Duration">From arrival to end; null while it runs or waits.</param>
/// <param name="Reason">Why it failed, was skipped or stopped; null otherwise.</param>
public sealed record ProcessSummary(
    long ProcessId,
    ExposureId Exposure,
    string Flavor,
    ObservingProgram Program,
    RunState State,
    Quality Quality,
    TimeSpan? Duration,
    string? Reason
);
