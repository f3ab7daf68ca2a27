using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Writing;

/// <summary>The new state of a process.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="State">What happened to it.</param>
/// <param name="Quality">Worst verdict.</param>
/// <param name="Reason">Why it did not succeed; empty otherwise.</param>
/// <param name="Engine">Name of the engine; empty before it starts.</param>
/// <param name="EngineVersion">Version of the engine; empty before it starts.</param>
/// <param name="MappingHash">Hash of the mappings; empty before it starts.</param>
/// <param name="StartedAt">When its first camera started.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record ProcessChange(
    long ProcessId,
    RunState State,
    Quality Quality,
    string Reason,
    string Engine,
    string EngineVersion,
    string MappingHash,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
)
{
    /// <summary>What of the configuration it is processed with, as JSON; empty before it starts.</summary>
    public string Configuration { get; init; } = string.Empty;
}
