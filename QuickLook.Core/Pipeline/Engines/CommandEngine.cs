using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>
/// Any program that keeps desi_quicklook's contract (pipeline.md 2 and 6): one process per camera, followed by its log, judged by how it ends and by its
/// merged document. Keeps nothing between runs; runs may overlap.
/// </summary>
public sealed class CommandEngine : IPipelineEngine
{
    private readonly EngineDefinition definition;
    private readonly TimeProvider time;

    /// <summary>An engine.</summary>
    /// <param name="definition">What to start, and how; see <see cref="EngineDefinitions.Faults"/>.</param>
    /// <param name="time">The clock of logs, events and silence.</param>
    public CommandEngine(EngineDefinition definition, TimeProvider time)
    {
        this.definition = definition;
        this.time = time;
    }

    /// <inheritdoc/>
    public string Name => definition.Name;

    /// <inheritdoc/>
    public string Version => definition.Version;

    /// <inheritdoc/>
    public Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken) =>
        // Not cancelled by the scheduler: a stop is an outcome, with its line in the log.
        Task.Run(() => RunOneAsync(request.WithFullPaths(), observer, cancellationToken), CancellationToken.None);

    private async Task<CameraRunOutcome> RunOneAsync(
        CameraRunRequest request,
        IProgress<RunEvent> observer,
        CancellationToken cancellationToken
    )
    {
        var path = ProductPaths.RunLog(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        var hasLog = RunLogFile.Create(path).TryGet(out var file, out var failure);
        using var reporter = new RunReporter(request.Camera, observer, time, file);
        if (!hasLog)
        {
            reporter.Log(RunReporter.Setup, RunLogLevel.Critical, failure!.ToString());
            return new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString(), Kind: failure.Kind);
        }

        return await new CommandRun(definition, request, reporter).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
