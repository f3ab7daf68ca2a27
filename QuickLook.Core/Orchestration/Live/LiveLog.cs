using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>
/// A bounded log in memory with numbered lines: readers ask for what came after the last number they have, so that following is
/// incremental. Thread-safe.
/// </summary>
/// <param name="capacity">Lines kept; older ones are dropped.</param>
public sealed class LiveLog(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<LogEntry> entries = new(Math.Min(capacity, 1024));
    private long lastSequence;

    /// <summary>Raised after each line, outside any lock, on the writer's thread; must return at once.</summary>
    public event Action? Changed;

    /// <summary>Number of the newest line; 0 when there is none.</summary>
    public long LastSequence
    {
        get
        {
            lock (gate)
            {
                return lastSequence;
            }
        }
    }

    /// <summary>Number of the oldest line that is kept; one more than <see cref="LastSequence"/> when none is.</summary>
    public long FirstSequence
    {
        get
        {
            lock (gate)
            {
                return lastSequence - entries.Count + 1;
            }
        }
    }

    /// <summary>Appends a line.</summary>
    /// <param name="at">When.</param>
    /// <param name="level">How serious.</param>
    /// <param name="text">One line of text.</param>
    /// <param name="camera">The camera it is about.</param>
    /// <param name="logger">Who says it.</param>
    /// <param name="verdict">The verdict it reports.</param>
    public void Append(
        DateTimeOffset at,
        RunLogLevel level,
        string text,
        CameraId? camera = null,
        string logger = "",
        Quality verdict = Quality.None
    )
    {
        lock (gate)
        {
            entries.Enqueue(new LogEntry(++lastSequence, at, level, verdict, camera, logger, text));
            while (entries.Count > capacity)
            {
                entries.Dequeue();
            }
        }

        Changed?.Invoke();
    }

    /// <summary>The lines after a number, oldest first.</summary>
    /// <param name="sequence">The last number the reader has; 0 for all that are kept.</param>
    public ImmutableArray<LogEntry> After(long sequence)
    {
        lock (gate)
        {
            if (sequence >= lastSequence)
            {
                return [];
            }

            var kept = entries.ToArray();
            var skip = (int)Math.Clamp(kept.Length - (lastSequence - sequence), 0, kept.Length);
            return [.. kept.AsSpan(skip)];
        }
    }

    /// <summary>Forgets all lines; numbers go on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }

        Changed?.Invoke();
    }
}
