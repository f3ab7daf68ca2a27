using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Queue;

/// <summary>A process that waits, in a line.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Exposure">What was exposed.</param>
/// <param name="Night">Observing night.</param>
/// <param name="Flavor">As written in the header.</param>
/// <param name="Program">Program; empty when there is none.</param>
/// <param name="Cameras">How many cameras wait to be run.</param>
/// <param name="Engine">Engine that was asked for; empty for the configured one.</param>
/// <param name="QueuedAt">Since when it waits.</param>
/// <param name="RequestedBy">Who wants it.</param>
public sealed record WaitingProcess(
    long Id,
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
