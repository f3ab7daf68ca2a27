using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>Folds the events of one camera's run into its snapshot. Used by one thread at a time.</summary>
internal sealed class CameraProgress
{
    private readonly StagePlan plan;
    private readonly HashSet<string> unitsDone = new(StringComparer.Ordinal);
    private readonly HashSet<string> stepsDone = new(StringComparer.Ordinal);
    private readonly List<TestRecord> tests = [];
    private string step = string.Empty;

    /// <summary>A camera that has not begun.</summary>
    public CameraProgress(StagePlan plan, CameraSnapshot snapshot, int attempt = 1)
    {
        this.plan = plan;
        Snapshot = snapshot;
        Attempt = attempt;
        History = new StateHistory(snapshot.State);
    }

    /// <summary>Its changes of state.</summary>
    public StateHistory History { get; }

    /// <summary>The camera as screens see it.</summary>
    public CameraSnapshot Snapshot { get; private set; }

    /// <summary>Number of the attempt, from 1.</summary>
    public int Attempt { get; private set; }

    /// <summary>How many attempts failed in a way that may pass.</summary>
    public int Failures { get; private set; }

    /// <summary>Before this moment it is not tried again; null when nothing is waited for.</summary>
    public DateTimeOffset? RetryAt => Snapshot.RetryAt;

    /// <summary>The step that failed; empty otherwise.</summary>
    public string FailedStep { get; private set; } = string.Empty;

    /// <summary>The run log, relative to the output root; empty before it ends.</summary>
    public string LogPath { get; set; } = string.Empty;

    /// <summary>Verdicts so far, in order of judging.</summary>
    public IReadOnlyList<TestRecord> Tests => tests;

    /// <summary>Rebuilds a camera from the table.</summary>
    public static CameraProgress FromStored(StagePlan plan, StoredCameraRun run)
    {
        var stages = plan.NotBegun();
        for (var index = 0; index < stages.Length; index++)
        {
            var name = plan.Stages[index].Stage.Name;
            if (run.State != RunState.Queued && run.Stages.FirstOrDefault(record => record.Name == name) is { } record)
            {
                stages = stages.SetItem(
                    index,
                    stages[index] with
                    {
                        State = Words.Parse<StageState>(record.State),
                        UnitsDone = record.UnitsDone,
                        UnitsKnown = Math.Max(1, record.UnitsKnown),
                        StartedAt = record.StartedAt,
                        EndedAt = record.EndedAt,
                        Quality = record.Quality,
                    }
                );
            }
        }

        var snapshot = new CameraSnapshot(
            run.Camera,
            CameraPresence.Present,
            run.State,
            run.State == RunState.Queued ? Quality.None : run.Quality,
            run.Reason.Length == 0 ? null : run.Reason,
            run.StartedAt,
            run.EndedAt,
            stages
        )
        {
            RetryAt = run.RetryAt,
        };
        var progress = new CameraProgress(plan, snapshot, run.Attempt)
        {
            FailedStep = run.FailedStep,
            LogPath = run.LogPath,
            Failures = run.Failures,
        };
        if (run.State != RunState.Queued)
        {
            foreach (var test in run.Tests)
            {
                progress.Judge(test);
            }

            progress.Snapshot = progress.Snapshot with { Quality = run.Quality };
        }

        return progress;
    }

    /// <summary>Begins an attempt.</summary>
    public void Start(DateTimeOffset at, int attempt)
    {
        History.Become(RunState.Running, attempt, at);
        Clear(attempt);
        Snapshot = Snapshot with { State = RunState.Running, StartedAt = at, RetryAt = null };
    }

    /// <summary>Goes back to the queue: the service ends.</summary>
    public void GiveBack(DateTimeOffset at, string reason)
    {
        if (History.State == RunState.Running)
        {
            History.Become(RunState.Queued, Attempt + 1, at, reason);
            Clear(Attempt + 1);
        }
    }

    /// <summary>Goes back to the queue after an attempt that failed in a way that may pass.</summary>
    public void TryAgain(DateTimeOffset at, DateTimeOffset retryAt, string reason)
    {
        History.Become(RunState.Queued, Attempt + 1, at, reason);
        Clear(Attempt + 1);
        Failures++;
        Snapshot = Snapshot with { Reason = reason, RetryAt = retryAt };
    }

    /// <summary>Takes in an event. Log lines change nothing here.</summary>
    public void Apply(RunEvent happened)
    {
        switch (happened)
        {
            case StepStarted started:
                step = started.Step;
                Change(
                    plan.StageOf(step),
                    stage => stage with { State = StageState.Running, StartedAt = stage.StartedAt ?? started.At, EndedAt = null }
                );
                break;
            case StepFinished finished:
                FinishStep(finished);
                break;
            case TestJudged judged:
                CountTest(judged.Test);
                Judge(new TestRecord(judged.Test, judged.StatusKey, judged.Quality, judged.Value, judged.Explanation, judged.Limits));
                break;
        }
    }

    /// <summary>Ends the run.</summary>
    public void End(RunState state, Quality quality, string? reason, string? failedStep, DateTimeOffset at)
    {
        var left = state switch
        {
            RunState.Failed => StageState.Failed,
            RunState.Stopped => StageState.Stopped,
            _ => StageState.Done,
        };
        at = Snapshot.StartedAt is { } began && began > at ? began : at; // the clock may have been set back
        History.Become(state, Attempt, at, reason);
        FailedStep = failedStep ?? string.Empty;
        var atFault = plan.StageOf(FailedStep);
        for (var index = 0; index < Snapshot.Stages.Length; index++)
        {
            if (Snapshot.Stages[index].State == StageState.Running || (index == atFault && left == StageState.Failed))
            {
                Change(index, stage => stage with { State = left, EndedAt = at });
            }
        }

        Snapshot = Snapshot with { State = state, Quality = Qualities.Worst([quality, Snapshot.Quality]), Reason = reason, EndedAt = at };
    }

    /// <summary>The stages as the table keeps them.</summary>
    public ImmutableArray<StageRecord> StageRecords() =>
        [
            .. Snapshot.Stages.Select(
                (stage, index) =>
                    new StageRecord(
                        plan.Stages[index].Stage.Name,
                        Words.Of(stage.State),
                        stage.UnitsDone,
                        stage.UnitsKnown,
                        stage.StartedAt,
                        stage.EndedAt,
                        stage.Quality
                    )
            ),
        ];

    // What an attempt did is forgotten.
    private void Clear(int attempt)
    {
        unitsDone.Clear();
        stepsDone.Clear();
        tests.Clear();
        step = string.Empty;
        FailedStep = string.Empty;
        Attempt = attempt;
        Snapshot = Snapshot with
        {
            State = RunState.Queued,
            Quality = Quality.None,
            Reason = null,
            StartedAt = null,
            EndedAt = null,
            Stages = plan.NotBegun(),
        };
    }

    private void FinishStep(StepFinished finished)
    {
        var index = plan.StageOf(finished.Step);
        if (index < 0)
        {
            return;
        }

        stepsDone.Add(finished.Step);
        foreach (var unit in plan.TestsOf(finished.Step).Append(string.Empty))
        {
            unitsDone.Add($"{finished.Step}/{unit}");
        }

        var isLast = plan.Stages[index].Steps.All(each => stepsDone.Contains(each.Name));
        Change(
            index,
            stage =>
                stage with
                {
                    UnitsDone = Math.Min(DoneIn(index), stage.UnitsKnown),
                    State = isLast ? StageState.Done : stage.State,
                    EndedAt = isLast ? finished.At : null,
                }
        );
    }

    private void CountTest(string test)
    {
        var index = plan.StageOf(step);
        if (index >= 0 && plan.TestsOf(step).Contains(test) && unitsDone.Add($"{step}/{test}"))
        {
            Change(index, stage => stage with { UnitsDone = Math.Min(DoneIn(index), stage.UnitsKnown) });
        }
    }

    private int DoneIn(int index) =>
        plan.Stages[index].Steps.Sum(each => each.Tests.Append(string.Empty).Count(unit => unitsDone.Contains($"{each.Name}/{unit}")));

    private void Judge(TestRecord record)
    {
        // An engine that follows a program says a verdict when the log does, and again with its value when the document is there: the later one counts.
        tests.RemoveAll(earlier => earlier.Test == record.Test && earlier.StatusKey == record.StatusKey);
        tests.Add(record);
        for (var index = 0; index < Snapshot.Stages.Length; index++)
        {
            var mapped = plan.Stages[index].Stage.Tests;
            for (var at = 0; at < mapped.Length; at++)
            {
                if (mapped[at].StatusKey == record.StatusKey)
                {
                    var (row, unit) = (at, mapped[at].Unit);
                    Change(index, stage => Judged(stage, row, record, unit));
                }
            }
        }

        Snapshot = Snapshot with { Quality = Qualities.Worst(tests.Select(test => test.Quality)) };
    }

    private static StageSnapshot Judged(StageSnapshot stage, int row, TestRecord record, string unit)
    {
        var judged = stage.Tests[row] with
        {
            Quality = record.Quality,
            Value = record.Value is null ? string.Empty : ValueText.Of(record.Value, unit),
            Explanation = record.Explanation,
            Limits = record.Limits,
        };
        var all = stage.Tests.SetItem(row, judged);
        return stage with { Tests = all, Quality = Qualities.Worst(all.Select(test => test.Quality)) };
    }

    private void Change(int index, Func<StageSnapshot, StageSnapshot> change)
    {
        if (index >= 0)
        {
            Snapshot = Snapshot with { Stages = Snapshot.Stages.SetItem(index, change(Snapshot.Stages[index])) };
        }
    }
}
