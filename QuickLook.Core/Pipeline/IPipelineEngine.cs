using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>Turns one camera of one exposure into products, metrics and verdicts, and reports while it works.</summary>
public interface IPipelineEngine
{
    /// <summary>Name in configuration, logs and the database: <c>native</c>.</summary>
    string Name { get; }

    /// <summary>Version of the engine, as recorded with each run.</summary>
    string Version { get; }

    /// <summary>
    /// Runs one camera. A problem with the data is an outcome with a reason, never an exception; only a bug throws.
    /// Blocks no thread of the caller beyond the await and may be called for many cameras at once.
    /// </summary>
    /// <param name="request">What to run.</param>
    /// <param name="observer">Receives events in order, from one thread at a time; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends the run soon with <see cref="RunState.Stopped"/> (as a result, not an exception).</param>
    Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken);
}
