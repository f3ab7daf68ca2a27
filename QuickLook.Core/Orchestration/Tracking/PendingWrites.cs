using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>
/// What waits to be written. A newer state of a thing takes the place of an older one, so that an outage costs memory only for things, not for
/// events; lines and documents are bounded. Thread-safe.
/// </summary>
internal sealed class PendingWrites
{
    /// <summary>Log lines that may wait; the oldest are given up beyond it.</summary>
    internal const int MostLines = 20_000;

    /// <summary>Bytes of compressed documents that may wait; the oldest are given up beyond it (the files are still on disk).</summary>
    internal const long MostDocumentBytes = 256L << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<long, ProcessChange> processes = [];
    private readonly Dictionary<(long Process, CameraId Camera), CameraRunChange> runs = [];
    private readonly List<TransitionChange> transitions = [];
    private readonly Queue<DocumentChange> documents = [];
    private readonly Queue<(ServiceLog, StoredLogLine)> lines = [];
    private readonly Dictionary<string, StoredSetting> settings = new(StringComparer.Ordinal);
    private readonly List<AuditEntry> audit = [];
    private long documentBytes;
    private long givenUp;

    /// <summary>How many lines and documents were given up since the start.</summary>
    public long GivenUp
    {
        get
        {
            lock (gate)
            {
                return givenUp;
            }
        }
    }

    public void Add(ProcessChange change)
    {
        lock (gate)
        {
            processes[change.ProcessId] = change;
        }
    }

    public void Add(CameraRunChange change)
    {
        lock (gate)
        {
            runs[(change.ProcessId, change.Camera)] = change;
        }
    }

    /// <summary>Adds what belongs together: it is taken together, so that it is written in one transaction or not at all.</summary>
    public void Add(
        IReadOnlyCollection<ProcessChange> processChanges,
        IReadOnlyCollection<CameraRunChange> runChanges,
        IReadOnlyCollection<TransitionChange> transitionChanges
    )
    {
        lock (gate)
        {
            foreach (var change in processChanges)
            {
                processes[change.ProcessId] = change;
            }

            foreach (var change in runChanges)
            {
                runs[(change.ProcessId, change.Camera)] = change;
            }

            transitions.AddRange(transitionChanges);
        }
    }

    public void Add(TransitionChange change)
    {
        lock (gate)
        {
            transitions.Add(change);
        }
    }

    public void Add(DocumentChange change)
    {
        lock (gate)
        {
            documents.Enqueue(change);
            documentBytes += change.Body.Length;
            while (documentBytes > MostDocumentBytes)
            {
                documentBytes -= documents.Dequeue().Body.Length;
                givenUp++;
            }
        }
    }

    public void Add(ServiceLog log, StoredLogLine line)
    {
        lock (gate)
        {
            lines.Enqueue((log, line));
            if (lines.Count > MostLines)
            {
                lines.Dequeue();
                givenUp++;
            }
        }
    }

    public void Add(string key, StoredSetting setting)
    {
        lock (gate)
        {
            settings[key] = setting;
        }
    }

    public void Add(AuditEntry entry)
    {
        lock (gate)
        {
            audit.Add(entry);
        }
    }

    /// <summary>Takes everything out as one batch.</summary>
    public RunBatch Take()
    {
        lock (gate)
        {
            var batch = new RunBatch
            {
                Processes = [.. processes.Values],
                CameraRuns = [.. runs.Values],
                Transitions = [.. transitions],
                Documents = [.. documents],
                LogLines = [.. lines],
                Settings = settings.ToImmutableDictionary(StringComparer.Ordinal),
                Audit = [.. audit],
            };
            processes.Clear();
            runs.Clear();
            transitions.Clear();
            documents.Clear();
            documentBytes = 0;
            lines.Clear();
            settings.Clear();
            audit.Clear();
            return batch;
        }
    }

    /// <summary>Puts a batch back that could not be written; newer states of the same things win.</summary>
    public void PutBack(RunBatch older)
    {
        var newer = Take();
        foreach (var batch in (RunBatch[])[older, newer])
        {
            foreach (var change in batch.Processes)
            {
                Add(change);
            }

            foreach (var change in batch.CameraRuns)
            {
                Add(change);
            }

            foreach (var change in batch.Transitions)
            {
                Add(change);
            }

            foreach (var change in batch.Documents)
            {
                Add(change);
            }

            foreach (var (log, line) in batch.LogLines)
            {
                Add(log, line);
            }

            foreach (var (key, setting) in batch.Settings)
            {
                Add(key, setting);
            }

            foreach (var entry in batch.Audit)
            {
                Add(entry);
            }
        }
    }
}
