using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Processes;

/// <summary>A process in a line.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Exposure">What was exposed.</param>
/// <param name="Flavor">As written in the header.</param>
/// <param name="Program">Program; empty when there is none.</param>
/// <param name="State">What happened to it.</param>
/// <param name="Quality">Worst verdict.</param>
/// <param name="ArrivedAt">When its file was complete on disk.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Reason">Why it did not succeed; empty otherwise.</param>
public sealed record StoredSummary(
    long Id,
    ExposureId Exposure,
    string Flavor,
    ObservingProgram Program,
    RunState State,
    Quality Quality,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? EndedAt,
    string Reason
);
