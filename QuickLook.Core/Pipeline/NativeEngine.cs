using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>The engine that is this code: steps and tests of the recipe in this process. Keeps nothing but small input files; runs may overlap.</summary>
public sealed class NativeEngine : IPipelineEngine
{
    private readonly TimeProvider time;
    private readonly EngineProfile profile;
    private readonly SharedFiles files = new();

    /// <summary>An engine.</summary>
    /// <param name="time">The clock of logs, events and documents.</param>
    /// <param name="profile">The variants of steps, tests and judging that it works with.</param>
    public NativeEngine(TimeProvider time, EngineProfile profile)
    {
        this.time = time;
        this.profile = profile;
    }

    /// <summary>The steps and tests that recipes may name: those of any profile, so that the same mappings serve all.</summary>
    public static MappingVocabulary Vocabulary { get; } =
        new(
            [.. EngineProfile.All.SelectMany(profile => profile.Steps).Select(step => step.Name).Distinct()],
            [.. EngineProfile.All.SelectMany(profile => profile.Tests.Keys).Distinct().Order(StringComparer.Ordinal)]
        );

    /// <inheritdoc/>
    public string Name => "native";

    /// <inheritdoc/>
    public string Version => ThisCode.Version;

    /// <inheritdoc/>
    public Task<CameraRunOutcome> RunAsync(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken) =>
        // Not cancelled by the scheduler: a stop is an outcome, with its line in the log.
        Task.Run(() => Run(request, observer, cancellationToken), CancellationToken.None);

    private CameraRunOutcome Run(CameraRunRequest request, IProgress<RunEvent> observer, CancellationToken cancellationToken)
    {
        var path = ProductPaths.RunLog(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        var hasLog = RunLogFile.Create(path).TryGet(out var file, out var failure);
        using var reporter = new RunReporter(request.Camera, observer, time, file);
        if (!hasLog)
        {
            reporter.Log(RunReporter.Setup, RunLogLevel.Critical, failure!.ToString());
            return new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString(), Kind: failure.Kind);
        }

        try
        {
            var origin = new MergedQaOrigin(Name, Version, request.Mappings.Hash, profile.Rule.Name, profile.Name);
            return new CameraRun(request, reporter, profile, origin, files).Execute(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, "Stopped before the end");
            return new CameraRunOutcome(RunState.Stopped, Quality.None, "stopped before the end");
        }
    }
}
