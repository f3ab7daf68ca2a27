using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Control;

/// <inheritdoc cref="IPipelineControl"/>
internal sealed class PipelineControl(
    PipelineSwitch pipeline,
    WorkBoard board,
    LiveState live,
    ProcessTracker tracker,
    ProcessStopping stopping,
    Leadership leadership,
    TimeProvider time
) : IPipelineControl, IDisposable
{
    // Commands come one after the other: a start must not overtake the stop before it.
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <inheritdoc/>
    public Task<Result<Done>> StartAsync(Actor actor, CancellationToken cancellationToken) =>
        CommandAsync(
            actor,
            () =>
            {
                if (!pipeline.IsStarted)
                {
                    tracker.Commanded(actor, "pipeline.start", string.Empty, (PipelineSwitch.Key, PipelineSwitch.Started));
                    tracker.Tell(RunLogLevel.Info, $"The pipeline was started by {actor.Name}");
                    tracker.Report(state => state.SetPipeline(started: true, stopping: false));
                    pipeline.Set(started: true);
                }

                return Task.FromResult(Result<Done>.Success(Done.Value));
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<Done>> StopAsync(Actor actor, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            async () =>
            {
                if (!pipeline.IsStarted)
                {
                    return Done.Value;
                }

                pipeline.Set(started: false);
                tracker.Commanded(actor, "pipeline.stop", string.Empty, (PipelineSwitch.Key, PipelineSwitch.Stopped));
                tracker.Tell(RunLogLevel.Warning, $"The pipeline was stopped by {actor.Name}");
                tracker.Report(state => state.SetPipeline(started: false, stopping: true));
                await stopping.StopAsync(actor.Name, processId: null).ConfigureAwait(false);
                tracker.Report(state => state.SetPipeline(started: false, stopping: false));
                await tracker.FlushAsync().ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<Done>> ResetMonitorAsync(Actor actor, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            async () =>
            {
                if (IsWorking())
                {
                    return new Failure("a process runs; wait for its end or stop the pipeline first");
                }

                live.PipelineLog.Clear();
                live.DiscoveryLog.Clear();
                tracker.Report(state => state.Show(progress: null));
                tracker.Commanded(actor, "monitor.reset", string.Empty, (Restart.ResetKey, time.GetUtcNow().ToString("O")));
                tracker.Tell(RunLogLevel.Info, $"The monitor was reset by {actor.Name}");
                await tracker.FlushAsync().ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    private bool IsWorking() => board.Active.Count > 0 || board.Busy > 0;

    private async Task<Result<T>> CommandAsync<T>(Actor actor, Func<Task<Result<T>>> command, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Operate))
        {
            return new Failure($"{actor.Name} may not operate the pipeline");
        }

        if (leadership.WhyNoCommands is { } standby)
        {
            return standby;
        }

        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await command().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}
