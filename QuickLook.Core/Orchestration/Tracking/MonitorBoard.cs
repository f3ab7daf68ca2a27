using System.Collections.Immutable;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>What the Monitor shows beside the events of runs: pipeline, notices, disks, the shown and the recent processes. Used by one thread at a time.</summary>
internal sealed class MonitorBoard(DateTimeOffset startedAt)
{
    private const int RecentKept = 12;

    private readonly SortedDictionary<long, ProcessSummary> recent = [];
    private readonly SortedDictionary<string, ServiceNotice> notices = new(StringComparer.Ordinal);
    private long version;
    private bool isStarted;
    private bool isStopping;
    private PipelineActivity activity = PipelineActivity.Stopped;
    private DateTimeOffset since = startedAt;
    private ImmutableArray<DiskGauge> disks = [];
    private QueueSnapshot queue = QueueSnapshot.Empty;

    /// <summary>The shown process: the one that began last, or else the latest.</summary>
    public ProcessProgress? Shown { get; private set; }

    /// <summary>Shows a process.</summary>
    public void Show(ProcessProgress? progress)
    {
        Shown = progress;
        if (progress is not null)
        {
            Update(progress.Summary());
        }
    }

    /// <summary>Puts a process into the list of recent ones, or its new state.</summary>
    public void Update(ProcessSummary summary)
    {
        recent[summary.ProcessId] = summary;
        while (recent.Count > RecentKept)
        {
            recent.Remove(recent.Keys.First());
        }
    }

    /// <summary>Takes the recent processes from the table.</summary>
    public void Restore(IEnumerable<StoredSummary> stored)
    {
        foreach (var row in stored)
        {
            Update(
                new ProcessSummary(
                    row.Id,
                    row.Exposure,
                    row.Flavor,
                    row.Program,
                    row.State,
                    row.Quality,
                    row.EndedAt - row.ArrivedAt,
                    row.Reason.Length == 0 ? null : row.Reason
                )
            );
        }
    }

    /// <summary>Says whether the pipeline takes exposures, and whether running cameras are being ended.</summary>
    public void SetPipeline(bool started, bool stopping) => (isStarted, isStopping) = (started, stopping);

    /// <summary>Puts up a notice; one that stands keeps its time.</summary>
    public void Notify(string key, bool isError, string text, DateTimeOffset at) =>
        notices[key] = new ServiceNotice(key, isError, text, notices.TryGetValue(key, out var standing) ? standing.Since : at);

    /// <summary>Takes a notice away.</summary>
    public void Withdraw(string key) => notices.Remove(key);

    /// <summary>Takes new readings of the disks.</summary>
    public void SetDisks(ImmutableArray<DiskGauge> gauges) => disks = gauges;

    /// <summary>Takes what waits, as the table has it.</summary>
    public void SetQueue(QueueSnapshot newer) => queue = newer;

    /// <summary>A process was taken: it does not wait any more, whatever the table still says.</summary>
    public void Taken(long processId)
    {
        if (queue.First.FirstOrDefault(each => each.ProcessId == processId) is { } taken)
        {
            var isLive = taken.Lane == ProcessLane.Live;
            queue = queue with
            {
                Live = queue.Live - (isLive ? 1 : 0),
                Backlog = queue.Backlog - (isLive ? 0 : 1),
                First =
                [
                    .. queue
                        .First.Where(each => each.ProcessId != processId)
                        .Select(each => each.Position > taken.Position ? each with { Position = each.Position - 1 } : each),
                ],
            };
        }
    }

    /// <summary>Everything, at this moment.</summary>
    public MonitorSnapshot Snapshot(DateTimeOffset now, bool isRunning, IEnumerable<ProcessProgress> active)
    {
        foreach (var progress in active)
        {
            Update(progress.Summary());
        }

        var newest =
            isStopping ? PipelineActivity.Stopping
            : isRunning ? PipelineActivity.Running
            : isStarted ? PipelineActivity.Idle
            : PipelineActivity.Stopped;
        if (newest != activity)
        {
            activity = newest;
            since = now;
        }

        return new MonitorSnapshot(
            ++version,
            now,
            activity,
            since,
            queue.Count,
            Shown?.Snapshot(),
            [.. recent.Values],
            [.. notices.Values],
            disks
        )
        {
            Queue = queue,
        };
    }
}
