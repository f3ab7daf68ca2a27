using System.Globalization;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Runs one camera on its engine: reports its events, publishes its products, reports its end. A run that takes too long, or does not end when it is
/// asked to, is given up; one that failed in a way that may pass goes back to the board.
/// </summary>
internal sealed class CameraRunner(
    ProcessTracker tracker,
    WorkBoard board,
    RunFolders folders,
    ConfigurationDesk desk,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<CameraRunner> logger
)
{
    /// <summary>Runs an order to its end. Never throws: whatever happens, the camera ends with a state and a reason, or waits for another attempt.</summary>
    public async Task RunAsync(CameraOrder order)
    {
        tracker.CameraStarted(order.Process.Id, order.Camera, order.Attempt, time.GetUtcNow());
        CameraRunOutcome outcome;
        try
        {
            outcome = await AttemptAsync(order).ConfigureAwait(false);
            outcome = Settle(order, outcome);
        }
        catch (Exception bug)
        {
            // The edge of a job: a camera that never ends would hold up its process for good.
            logger.LogError(bug, "The run of {Camera} of process {Process} could not be completed", order.Camera, order.Process.Id);
            outcome = Defect("QuickLook", bug);
        }

        if (board.EndingOf(order.Process.Id).Ending == RunEnding.GivenBack && outcome.State == RunState.Stopped)
        {
            Note(folders.Discard(order), order);
        }
        else if (MayPass(order, outcome))
        {
            TryAgain(order, outcome.Reason ?? "no reason given");
        }
        else
        {
            Report(order, outcome);
        }
    }

    // Where a stop comes from, and whether what was made could be put in its place.
    private CameraRunOutcome Settle(CameraOrder order, CameraRunOutcome outcome)
    {
        var (ending, by) = board.EndingOf(order.Process.Id);
        if (outcome.State == RunState.Stopped && ending == RunEnding.GivenBack)
        {
            return outcome;
        }

        if (outcome.State == RunState.Stopped && ending == RunEnding.Stopped)
        {
            outcome = outcome with { Reason = $"stopped by {by}" };
        }

        if (MayPass(order, outcome))
        {
            return outcome;
        }

        return folders.Publish(order).Failure is { } unpublished
            ? outcome with
            {
                State = outcome.State == RunState.Stopped ? RunState.Stopped : RunState.Failed,
                Reason = outcome.State is RunState.Failed or RunState.Stopped ? outcome.Reason : unpublished.ToString(),
                Kind = unpublished.Kind,
            }
            : outcome;
    }

    private bool MayPass(CameraOrder order, CameraRunOutcome outcome) =>
        outcome is { State: RunState.Failed or RunState.PartlyFailed, Kind: FailureKind.Transient }
        && order.Failures < desk.Current.Retry.Retries
        && board.EndingOf(order.Process.Id).Ending == RunEnding.None;

    private void TryAgain(CameraOrder order, string reason)
    {
        Note(folders.Discard(order), order);
        var failures = order.Failures + 1;
        var pause = desk.Current.Retry.PauseAfter(failures);
        tracker.CameraTriedAgain(order.Process.Id, order.Camera, order.Attempt, reason, time.GetUtcNow() + pause);
        board.PutBack(order, order.Attempt + 1, failures, pause);
    }

    private void Report(CameraOrder order, CameraRunOutcome outcome) =>
        tracker.CameraEnded(
            order.Process.Id,
            order.Camera,
            order.Attempt,
            outcome,
            Document(order, outcome),
            Path.GetRelativePath(settings.OutputRoot, folders.RunLog(order)),
            time.GetUtcNow()
        );

    private static CameraRunOutcome Defect(string of, Exception bug) =>
        new(RunState.Failed, Judging.Quality.None, $"a defect of {of}: {bug.GetType().Name}: {bug.Message}");

    private async Task<CameraRunOutcome> AttemptAsync(CameraOrder order)
    {
        if (!order.Setup.Engine.TryGet(out var engine, out var noEngine))
        {
            return new CameraRunOutcome(RunState.Failed, Judging.Quality.None, noEngine.ToString(), Kind: noEngine.Kind);
        }

        if (folders.Open(order).Failure is { } unopened)
        {
            return new CameraRunOutcome(RunState.Failed, Judging.Quality.None, unopened.ToString(), Kind: unopened.Kind);
        }

        using var limit = new CancellationTokenSource(order.Setup.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(order.Token, limit.Token);
        var run = RunEngineAsync(engine, order, either.Token);
        var isOver = await EndsAsync(run, either.Token).ConfigureAwait(false);
        var isLate = limit.IsCancellationRequested && !order.Token.IsCancellationRequested;
        if (isOver && !isLate)
        {
            return await run.ConfigureAwait(false);
        }

        if (!isOver)
        {
            logger.LogError("{Camera} of process {Process} did not end and was given up", order.Camera, order.Process.Id);
        }

        var late = isOver ? await run.ConfigureAwait(false) : null;
        return late is { State: not RunState.Stopped } ended ? ended
            : isLate ? new CameraRunOutcome(RunState.Failed, Judging.Quality.None, TooLong(order.Setup.TimeLimit, isOver))
            : new CameraRunOutcome(RunState.Stopped, Judging.Quality.None, "stopped; it did not end by itself and was given up");
    }

    private static string TooLong(TimeSpan limit, bool isOver)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"it took longer than the time limit of {limit.TotalSeconds:0.#} s and was ended"
        );
        return isOver ? text : $"{text}; it did not end by itself and was given up";
    }

    // False when it was asked to end and has not done so in time.
    private async Task<bool> EndsAsync(Task run, CancellationToken asked)
    {
        await run.WaitAsync(asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!run.IsCompleted)
        {
            await run.WaitAsync(settings.Options.StopPatience, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return run.IsCompleted;
    }

    private async Task<CameraRunOutcome> RunEngineAsync(IPipelineEngine engine, CameraOrder order, CancellationToken cancellationToken)
    {
        var exposure = order.Process.Exposure;
        var fibermap = Path.Combine(Path.GetDirectoryName(exposure.RawPath)!, $"fibermap-{exposure.Exposure}.fits");
        var request = new CameraRunRequest
        {
            Night = exposure.FolderNight,
            Exposure = exposure.Exposure,
            Camera = order.Camera,
            Flavor = Instrument.Flavors.Parse(exposure.Flavor).Value,
            RawFile = exposure.RawPath,
            FibermapFile = File.Exists(fibermap) ? fibermap : null,
            ExpectedCameras = order.Process.ExpectedCameras,
            IsArriving = exposure.Arrival == ArrivalState.Arriving,
            CalibrationRoot = settings.CalibrationRoot,
            OutputRoot = folders.AttemptRoot(order),
            Mappings = order.Mappings,
        };
        try
        {
            return await engine.RunAsync(request, new Observer(tracker, order), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CameraRunOutcome(RunState.Stopped, Judging.Quality.None, "stopped");
        }
        catch (Exception bug)
        {
            // The edge of a job: a bug of the engine fails this camera, with its name, and nothing else.
            logger.LogError(bug, "The engine failed on {Camera} of process {Process}", order.Camera, order.Process.Id);
            return Defect($"the engine {engine.Name} {engine.Version}", bug);
        }
    }

    private DocumentChange? Document(CameraOrder order, CameraRunOutcome outcome)
    {
        if (outcome.MergedQa is not { Length: > 0 } document)
        {
            return null;
        }

        var file = outcome.MergedQaFile is null
            ? string.Empty
            : Path.GetRelativePath(
                settings.OutputRoot,
                Path.Combine(folders.ProcessRoot(order.Process.Id), Path.GetRelativePath(folders.AttemptRoot(order), outcome.MergedQaFile))
            );
        return StoredDocuments.Make(order, document, file);
    }

    private void Note(Result<Done> result, CameraOrder order)
    {
        if (result.Failure is { } failure)
        {
            logger.LogWarning("{Camera} of process {Process}: {Failure}", order.Camera, order.Process.Id, failure);
        }
    }

    private sealed class Observer(ProcessTracker tracker, CameraOrder order) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => tracker.Happened(order.Process.Id, order.Attempt, value);
    }
}
