using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>This code, each camera in a child process of its own.</summary>
public sealed class NativeProcessEngine : IPipelineEngine
{
    private readonly EngineDefinition definition;

    /// <summary>An engine.</summary>
    /// <param name="definition">What to start, and how.</param>
    /// <param name="command">How this program is started.</param>
    /// <param name="profile">Its variants.</param>
    /// <param name="time">The clock of logs and events.</param>
    public NativeProcessEngine(EngineDefinition definition, NativeCommand? command, EngineProfile profile, TimeProvider time)
    {
        this.definition = definition;
        _ = (command, profile, time);
    }

    /// <inheritdoc/>
    public string Name => definition.Name;

    /// <inheritdoc/>
    public string Version => definition.Version;

    /// <inheritdoc/>
    public Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken) =>
        Task.FromResult(new CameraRunOutcome(RunState.Failed, Quality.None, "engines of this kind cannot run yet"));
}
