using System.Collections.Immutable;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Storage.Writing;

/// <summary>
/// What happened since the last batch. Each part says the whole new state of its thing, so that writing a batch twice, or a newer one over an older
/// one, gives the same rows.
/// </summary>
public sealed record RunBatch
{
    /// <summary>Processes that changed, one entry per process.</summary>
    public required ImmutableArray<ProcessChange> Processes { get; init; }

    /// <summary>Camera runs that changed, one entry per run.</summary>
    public required ImmutableArray<CameraRunChange> CameraRuns { get; init; }

    /// <summary>Merged documents of runs that ended.</summary>
    public required ImmutableArray<DocumentChange> Documents { get; init; }

    /// <summary>New lines of the service logs.</summary>
    public required ImmutableArray<(ServiceLog Log, StoredLogLine Line)> LogLines { get; init; }

    /// <summary>Settings that changed, by key.</summary>
    public required ImmutableDictionary<string, StoredSetting> Settings { get; init; }

    /// <summary>Commands that were given.</summary>
    public required ImmutableArray<AuditEntry> Audit { get; init; }

    /// <summary>Every change of state, in order.</summary>
    public ImmutableArray<TransitionChange> Transitions { get; init; } = [];

    /// <summary>True when there is nothing to write.</summary>
    public bool IsEmpty =>
        Processes.IsEmpty
        && CameraRuns.IsEmpty
        && Transitions.IsEmpty
        && Documents.IsEmpty
        && LogLines.IsEmpty
        && Settings.IsEmpty
        && Audit.IsEmpty;
}
