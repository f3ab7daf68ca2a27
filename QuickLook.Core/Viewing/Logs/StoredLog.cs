using System.Collections.Immutable;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Viewing.Logs;

/// <summary>The end of the log of a camera's run, as it lies on disk.</summary>
public sealed record StoredLog
{
    /// <summary>The process.</summary>
    public required StoredProcess Process { get; init; }

    /// <summary>Its lines, oldest first.</summary>
    public ImmutableArray<RunLogLine> Lines { get; init; } = [];

    /// <summary>True when the file has more lines before the first of these.</summary>
    public bool IsCut { get; init; }

    /// <summary>Bytes of the whole file; 0 when there is none.</summary>
    public long FileBytes { get; init; }

    /// <summary>Why there are no lines, in a sentence that says what to do; empty when the log was found.</summary>
    public string WhyNone { get; init; } = string.Empty;

    /// <summary>True when the camera still runs or waits: its log is on its live page.</summary>
    public bool IsLive { get; init; }
}
