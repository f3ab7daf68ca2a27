using System.Reflection;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>The engine that is this code: steps and tests of the recipe in this process. Has no state; runs may overlap.</summary>
public sealed class NativeEngine : IPipelineEngine
{
    private readonly TimeProvider time;

    /// <summary>An engine.</summary>
    /// <param name="time">The clock of logs, events and documents.</param>
    public NativeEngine(TimeProvider time) => this.time = time;

    /// <summary>The steps and tests that recipes may name.</summary>
    public static MappingVocabulary Vocabulary { get; } =
        new(RecipeSteps.Names, [.. QualityTestCatalog.All.Keys.Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public string Name => "native";

    /// <inheritdoc/>
    public string Version { get; } = VersionOfThisCode();

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
            return new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString());
        }

        try
        {
            var origin = new MergedQaOrigin(Name, Version, request.Mappings.Hash, TestJudge.Rule.Name);
            return new CameraRun(request, reporter, origin).Execute(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, "Stopped before the end");
            return new CameraRunOutcome(RunState.Stopped, Quality.None, "stopped before the end");
        }
    }

    private static string VersionOfThisCode()
    {
        var version =
            typeof(NativeEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
