using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>Any program that keeps desi_quicklook's contract (pipeline.md 2 and 6).</summary>
public sealed class CommandEngine : IPipelineEngine
{
    private readonly EngineDefinition definition;

    /// <summary>An engine.</summary>
    /// <param name="definition">What to start, and how.</param>
    /// <param name="time">The clock of logs and events.</param>
    public CommandEngine(EngineDefinition definition, TimeProvider time)
    {
        this.definition = definition;
        _ = time;
    }

    /// <inheritdoc/>
    public string Name => definition.Name;

    /// <inheritdoc/>
    public string Version => definition.Version;

    /// <inheritdoc/>
    public Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken) =>
        Task.FromResult(new CameraRunOutcome(RunState.Failed, Quality.None, "engines of this kind cannot run yet"));
}
