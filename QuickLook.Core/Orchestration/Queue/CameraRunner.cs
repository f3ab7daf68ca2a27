using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>Runs one camera on the engine: reports its events, publishes its products, reports its end.</summary>
internal sealed class CameraRunner(
    IPipelineEngine engine,
    ProcessTracker tracker,
    WorkBoard board,
    RunFolders folders,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<CameraRunner> logger
)
{
    /// <summary>Runs an order to its end. Never throws: whatever happens, the camera ends with a state and a reason.</summary>
    public async Task RunAsync(CameraOrder order)
    {
        tracker.CameraStarted(order.Process.Id, order.Camera, order.Attempt, time.GetUtcNow());
        try
        {
            folders.DiscardEarlier(order);
            if (await SettleAsync(order).ConfigureAwait(false) is { } outcome)
            {
                Report(order, outcome, Document(order, outcome));
            }
        }
        catch (Exception bug)
        {
            // The edge of a job: a camera that never ends would hold up its process for good.
            logger.LogError(bug, "The run of {Camera} of process {Process} could not be completed", order.Camera, order.Process.Id);
            Report(order, Defect("QuickLook", bug), document: null);
        }
    }

    // Null when the run does not count because the process goes back to the queue.
    private async Task<CameraRunOutcome?> SettleAsync(CameraOrder order)
    {
        var outcome = await RunEngineAsync(order).ConfigureAwait(false);
        var (ending, by) = board.EndingOf(order.Process.Id);
        if (ending != RunEnding.None && outcome.State == RunState.Stopped)
        {
            if (ending == RunEnding.GivenBack)
            {
                Note(folders.Discard(order), order);
                return null;
            }

            outcome = outcome with { Reason = $"stopped by {by}" };
        }

        return folders.Publish(order).Failure is { } unpublished
            ? outcome with
            {
                State = RunState.Failed,
                Reason = unpublished.ToString(),
            }
            : outcome;
    }

    private void Report(CameraOrder order, CameraRunOutcome outcome, DocumentChange? document) =>
        tracker.CameraEnded(
            order.Process.Id,
            order.Camera,
            order.Attempt,
            outcome,
            document,
            Path.GetRelativePath(settings.OutputRoot, folders.RunLog(order)),
            time.GetUtcNow()
        );

    private static CameraRunOutcome Defect(string of, Exception bug) =>
        new(RunState.Failed, Judging.Quality.None, $"a defect of {of}: {bug.GetType().Name}: {bug.Message}");

    private async Task<CameraRunOutcome> RunEngineAsync(CameraOrder order)
    {
        var exposure = order.Process.Exposure;
        var fibermap = ProductPaths.Fibermap(settings.RawRoot, exposure.FolderNight, exposure.Exposure);
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
            return await engine.RunAsync(request, new Observer(tracker, order), order.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (order.Token.IsCancellationRequested)
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

    private void Note(Results.Result<Results.Done> result, CameraOrder order)
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
