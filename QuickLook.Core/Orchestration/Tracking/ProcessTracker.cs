using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>
/// The one writer of process state: folds what engines, discovery and commands report into the live state and into rows. Reports from any thread go
/// through one queue; everything in it is folded before the next snapshot is published, so that bursts cost one snapshot.
/// </summary>
internal sealed class ProcessTracker(
    LiveState live,
    DatabaseWriter writer,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<ProcessTracker> logger
) : BackgroundService
{
    private const string DatabaseNotice = "database";

    private readonly Channel<Action> reports = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<long, (ProcessProgress Progress, ProcessNarrator Narrator)> active = [];
    private readonly HashSet<long> changedProcesses = [];
    private readonly HashSet<(long Process, CameraId Camera)> changedRuns = [];
    private readonly MonitorBoard board = new(time.GetUtcNow());
    private readonly ServiceLogs logs = new(live, writer.Pending);
    private readonly Dictionary<long, StoredProcess> joinedBefore = [];
    private readonly HashSet<long> closedBefore = [];
    private volatile bool isDatabaseNoticed;

    /// <summary>Raised, on the tracker's thread, when a process has ended.</summary>
    public event Action<StoredProcess, RunState>? ProcessEnded;

    /// <summary>What screens show beside processes; changed on the tracker's thread only.</summary>
    public void Report(Action<MonitorBoard> change) => Post(() => change(board));

    /// <summary>Takes up where the last service ended.</summary>
    public void Restore(IEnumerable<StoredSummary> recent, ProcessProgress? latest) =>
        Post(() =>
        {
            board.Restore(recent);
            board.Show(latest);
        });

    /// <summary>What waits has changed.</summary>
    public void Queued(QueueSnapshot queue) =>
        Post(() =>
        {
            board.SetQueue(queue);
            foreach (var id in active.Keys)
            {
                board.Taken(id);
            }
        });

    /// <summary>A process ended without having begun: its exposure is broken or skipped, or somebody cancelled it.</summary>
    public void EndedBeforehand(StoredProcess process) =>
        Post(() =>
        {
            var progress = new ProcessProgress(process, StagePlan.None, UsualDuration.Unknown, settings.Options.LogLinesInMemory);
            logs.Tell(new ProcessNarrator(progress).End(process.EndedAt ?? time.GetUtcNow()));
            board.Update(progress.Summary());
            if (active.Count == 0 && process.State != RunState.Stopped)
            {
                board.Show(progress);
            }
        });

    /// <summary>Further cameras of the file joined, or none will come any more.</summary>
    public void Joined(StoredProcess process) =>
        Post(() =>
        {
            if (!active.TryGetValue(process.Id, out var entry))
            {
                // Taken from the table before this was written, reported after: remembered until then.
                joinedBefore[process.Id] = process;
                return;
            }

            Join(entry, process);
            EndIfThrough(entry.Progress, entry.Narrator);
        });

    /// <summary>No further camera will join a process.</summary>
    public void ArrivalClosed(long processId) =>
        Post(() =>
        {
            if (!active.TryGetValue(processId, out var entry))
            {
                closedBefore.Add(processId);
                return;
            }

            CloseArrival(entry);
            EndIfThrough(entry.Progress, entry.Narrator);
        });

    /// <summary>The dispatcher took a process from the queue.</summary>
    public void Taken(StoredProcess process, ProcessSetup setup) =>
        Post(() =>
        {
            board.Taken(process.Id);
            var plan = LiveState.PlanOf(process, setup.Mappings);
            var progress = new ProcessProgress(process, plan, setup.Usual, settings.Options.LogLinesInMemory);
            var now = time.GetUtcNow();
            progress.Begin(now, setup);
            var narrator = new ProcessNarrator(progress);
            active[process.Id] = (progress, narrator);
            changedProcesses.Add(process.Id);
            board.Show(progress);
            if (joinedBefore.Remove(process.Id, out var newer) && newer.Cameras.Length > process.Cameras.Length)
            {
                progress.Join(newer);
            }

            if (closedBefore.Remove(process.Id))
            {
                progress.CloseArrival();
            }

            logs.Tell(narrator.Begin(now));
            EndIfThrough(progress, narrator);
        });

    /// <summary>A camera's run began.</summary>
    public void CameraStarted(long processId, CameraId camera, int attempt, DateTimeOffset at) =>
        ChangeCamera(processId, camera, attempt: 0, (entry, progress) => progress.Start(at, attempt));

    /// <summary>Something happened inside a camera's run.</summary>
    public void Happened(long processId, int attempt, RunEvent happened)
    {
        if (happened is LogLine line)
        {
            Post(() =>
            {
                if (active.TryGetValue(processId, out var entry) && entry.Progress.LogOf(line.Camera) is { } log)
                {
                    log.Append(line.At, line.Level, line.Text, line.Camera, line.Logger, ProcessNarrator.VerdictIn(line.Text));
                }
            });
            return;
        }

        ChangeCamera(
            processId,
            happened.Camera,
            attempt,
            (entry, progress) =>
            {
                progress.Apply(happened);
                logs.Tell(entry.Narrator.Stages());
                if (happened is TestJudged judged)
                {
                    logs.Tell(entry.Narrator.Verdict(judged));
                }
            }
        );
    }

    /// <summary>A camera's run failed in a way that may pass: it is run again.</summary>
    public void CameraTriedAgain(long processId, CameraId camera, int attempt, string reason, DateTimeOffset retryAt) =>
        ChangeCamera(
            processId,
            camera,
            attempt,
            (entry, progress) =>
            {
                var now = time.GetUtcNow();
                progress.TryAgain(now, retryAt, reason);
                logs.Tell(entry.Narrator.TriedAgain(camera, progress.Failures, reason, retryAt - now, now));
            }
        );

    /// <summary>A camera's run ended.</summary>
    public void CameraEnded(
        long processId,
        CameraId camera,
        int attempt,
        CameraRunOutcome outcome,
        DocumentChange? document,
        string logPath,
        DateTimeOffset at
    ) =>
        ChangeCamera(
            processId,
            camera,
            attempt,
            (entry, progress) =>
            {
                progress.LogPath = logPath;
                if (outcome.EngineVersion is { } version)
                {
                    entry.Progress.EngineSays(version);
                }

                progress.End(outcome.State, outcome.Quality, outcome.Reason, outcome.FailedStep, at);
                if (document is not null)
                {
                    writer.Pending.Add(document);
                }

                logs.Tell(entry.Narrator.Stages());
                logs.Tell(entry.Narrator.CameraEnded(progress.Snapshot, progress.FailedStep, at));
            }
        );

    /// <summary>Ends whatever of a process has not ended as stopped.</summary>
    public void StopProcess(long processId, string by) =>
        Change(
            processId,
            entry =>
            {
                var now = time.GetUtcNow();
                foreach (var (camera, progress) in entry.Progress.Cameras.Where(each => !each.Value.Snapshot.State.IsFinal()))
                {
                    progress.End(RunState.Stopped, progress.Snapshot.Quality, $"stopped by {by}", failedStep: null, now);
                    changedRuns.Add((processId, camera));
                }

                entry.Progress.CloseArrival();
            }
        );

    /// <summary>The service ends: a process goes back to the queue, cameras that have not ended with a new attempt.</summary>
    public void GiveBack(long processId) =>
        Post(() =>
        {
            if (!active.TryGetValue(processId, out var entry))
            {
                return;
            }

            const string Reason = "the service ends";
            var now = time.GetUtcNow();
            foreach (var (camera, progress) in entry.Progress.Cameras.Where(each => !each.Value.Snapshot.State.IsFinal()))
            {
                progress.GiveBack(now, Reason);
                changedRuns.Add((processId, camera));
            }

            entry.Progress.GiveBack(now, Reason);
            changedProcesses.Add(processId);
            logs.Tell(new Narration(now, RunLogLevel.Warning, $"Process {processId} goes back to the queue: {Reason}"));
            Collect();
            active.Remove(processId);
            board.Update(entry.Progress.Summary());
        });

    /// <summary>A line of the pipeline log.</summary>
    public void Tell(RunLogLevel level, string text) => Post(() => logs.Tell(new Narration(time.GetUtcNow(), level, text)));

    /// <summary>A line of the discovery log.</summary>
    public void Discovered(RunLogLevel level, string text) => Post(() => logs.Discovered(new Narration(time.GetUtcNow(), level, text)));

    /// <summary>A command was given: kept for good, with the setting that it changes.</summary>
    public void Commanded(Actor actor, string action, string detail, (string Key, string Value)? setting = null) =>
        Post(() =>
        {
            var now = time.GetUtcNow();
            writer.Pending.Add(new AuditEntry(logs.NextId(now), now, actor.Name, action, detail, actor.Source));
            if (setting is { } changed)
            {
                writer.Pending.Add(changed.Key, new StoredSetting(changed.Value, now, actor.Name));
            }
        });

    /// <summary>The database did not answer; the notice stands until something is written.</summary>
    public void OutOfReach(Failure failure)
    {
        isDatabaseNoticed = true;
        Report(notices =>
            notices.Notify(
                DatabaseNotice,
                isError: true,
                $"The database is out of reach: what happens is shown and kept in memory, new exposures wait until it answers ({failure.Reason})",
                time.GetUtcNow()
            )
        );
    }

    /// <summary>
    /// Waits until everything reported so far is in the snapshot; not at all when the tracker has ended, or has never begun because the start was broken off.
    /// </summary>
    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isPosted = reports.Writer.TryWrite(() =>
        {
            Publish();
            done.SetResult();
        });
        return isPosted && ExecuteTask is { } folding ? Task.WhenAny(done.Task, folding) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        reports.Writer.TryComplete();
        if (ExecuteTask is { } folding)
        {
            await folding.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.OutOfReach += OutOfReach;
        writer.Written += _ => WithdrawDatabaseNotice();

        // Ends when the queue is completed and empty, not with the token: what was reported is still folded and stored.
        while (await reports.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (reports.Reader.TryRead(out var report))
            {
                try
                {
                    report();
                }
                catch (Exception bug)
                {
                    // The edge of the tracker: a report that cannot be folded must not end the following of all others.
                    logger.LogError(bug, "A report could not be folded into the live state");
                }
            }

            Publish();
        }
    }

    private void Post(Action report) => reports.Writer.TryWrite(report);

    private void Change(long processId, Action<(ProcessProgress Progress, ProcessNarrator Narrator)> change) =>
        Post(() =>
        {
            if (active.TryGetValue(processId, out var entry))
            {
                change(entry);
                changedProcesses.Add(processId);
                EndIfThrough(entry.Progress, entry.Narrator);
            }
        });

    // A report of an attempt that is over (the camera was stopped, or begun anew) changes nothing; attempt 0 is always taken.
    private void ChangeCamera(
        long processId,
        CameraId camera,
        int attempt,
        Action<(ProcessProgress Progress, ProcessNarrator Narrator), CameraProgress> change
    ) =>
        Change(
            processId,
            entry =>
            {
                if (
                    entry.Progress.Cameras.TryGetValue(camera, out var progress)
                    && !progress.Snapshot.State.IsFinal()
                    && (attempt == 0 || progress.Attempt == attempt)
                )
                {
                    change(entry, progress);
                    changedRuns.Add((processId, camera));
                }
            }
        );

    private void WithdrawDatabaseNotice()
    {
        if (isDatabaseNoticed)
        {
            isDatabaseNoticed = false;
            Report(notices => notices.Withdraw(DatabaseNotice));
        }
    }

    private void Join((ProcessProgress Progress, ProcessNarrator Narrator) entry, StoredProcess process)
    {
        entry.Progress.Join(process);
        if (!entry.Progress.IsArriving)
        {
            logs.Tell(entry.Narrator.ArrivalClosed(time.GetUtcNow()));
        }
    }

    private void CloseArrival((ProcessProgress Progress, ProcessNarrator Narrator) entry)
    {
        if (entry.Progress.IsArriving)
        {
            entry.Progress.CloseArrival();
            logs.Tell(entry.Narrator.ArrivalClosed(time.GetUtcNow()));
        }
    }

    private void EndIfThrough(ProcessProgress progress, ProcessNarrator narrator)
    {
        if (!progress.IsThrough)
        {
            return;
        }

        var now = time.GetUtcNow();
        progress.End(now);
        logs.Tell(narrator.End(now));
        Collect();
        active.Remove(progress.Stored.Id);
        board.Update(progress.Summary());
        ProcessEnded?.Invoke(progress.Stored, progress.State);
    }

    private void Publish()
    {
        Collect();
        writer.Signal();
        var isRunning = active.Values.Any(entry => entry.Progress.State == RunState.Running);
        live.Publish(board.Snapshot(time.GetUtcNow(), isRunning, active.Values.Select(entry => entry.Progress)), board.Shown);
    }

    // Turns what has changed into rows to write: all of it in one batch, so that no crash leaves half a change.
    private void Collect()
    {
        List<ProcessProgress> processes = [.. changedProcesses.Where(active.ContainsKey).Select(id => active[id].Progress)];
        var runs = changedRuns
            .Where(run => active.ContainsKey(run.Process))
            .Select(run => (Process: active[run.Process].Progress, run.Camera));
        writer.Pending.Add(
            [.. processes.Select(RunChanges.Of)],
            [.. runs.Select(run => RunChanges.Of(run.Process, run.Process.Cameras[run.Camera]))],
            [.. processes.SelectMany(RunChanges.TransitionsOf)]
        );
        changedProcesses.Clear();
        changedRuns.Clear();
    }
}
