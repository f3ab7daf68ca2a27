using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>A process that waits.</summary>
/// <param name="ProcessId">Number of the process.</param>
/// <param name="Position">Place in the whole queue, from 1: the live lane first, then the backlog.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Exposure">What was exposed.</param>
/// <param name="Night">Observing night.</param>
/// <param name="Flavor">As written in the header.</param>
/// <param name="Program">Program; empty when there is none.</param>
/// <param name="Cameras">How many cameras wait to be run.</param>
/// <param name="Engine">Engine that was asked for; empty for the configured one.</param>
/// <param name="QueuedAt">Since when it waits.</param>
/// <param name="RequestedBy">Who wants it: <c>QuickLook</c> for exposures that were found.</param>
public sealed record QueuedProcess(
    long ProcessId,
    int Position,
    ProcessLane Lane,
    ExposureId Exposure,
    Night Night,
    string Flavor,
    ObservingProgram Program,
    int Cameras,
    string Engine,
    DateTimeOffset QueuedAt,
    string RequestedBy
);
