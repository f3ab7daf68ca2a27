using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
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
    /// <summary>Runs an order to its end; never throws but for its cancellation by the host.</summary>
    public async Task RunAsync(CameraOrder order)
    {
        tracker.CameraStarted(order.Process.Id, order.Camera, order.Attempt, time.GetUtcNow());
        var outcome = await RunEngineAsync(order).ConfigureAwait(false);
        var (ending, by) = board.EndingOf(order.Process.Id);
        var isCutShort = ending != RunEnding.None && outcome.State == RunState.Stopped;
        if (isCutShort && ending == RunEnding.GivenBack)
        {
            // The process goes back to the queue as a whole; nothing of this attempt counts.
            Note(folders.Discard(order), order);
            return;
        }

        if (isCutShort)
        {
            outcome = outcome with { Reason = $"stopped by {by}" };
        }

        var published = folders.Publish(order);
        if (published.Failure is { } unpublished)
        {
            outcome = outcome with { State = RunState.Failed, Reason = unpublished.ToString() };
        }

        tracker.CameraEnded(
            order.Process.Id,
            order.Camera,
            order.Attempt,
            outcome,
            Document(order, outcome),
            Path.GetRelativePath(settings.OutputRoot, folders.RunLog(order)),
            time.GetUtcNow()
        );
    }

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
            return new CameraRunOutcome(
                RunState.Failed,
                Judging.Quality.None,
                $"a defect of the engine {engine.Name} {engine.Version}: {bug.GetType().Name}: {bug.Message}"
            );
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
