using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>
/// One camera of one exposure on the native engine: follows the recipe, judges each test, writes the merged document (pipeline.md 6.2).
/// A step that fails ends the run; a test that fails costs only its own verdict.
/// </summary>
internal sealed class CameraRun
{
    private readonly CameraRunRequest request;
    private readonly RunReporter reporter;
    private readonly MergedQaOrigin origin;
    private readonly List<StepRecord> records = [];
    private readonly List<Quality> verdicts = [];
    private bool someTestFailed;

    public CameraRun(CameraRunRequest request, RunReporter reporter, MergedQaOrigin origin)
    {
        this.request = request;
        this.reporter = reporter;
        this.origin = origin;
    }

    /// <summary>Runs to the end.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public CameraRunOutcome Execute(CancellationToken cancellationToken)
    {
        if (!FindRecipe().TryGet(out var recipe, out var failure))
        {
            return FailSetup(failure, firstStep: null);
        }

        var firstStep = recipe.Recipe[0].Name;
        if (!FileCheck.Run(request, reporter).TryGet(out _, out failure) || !Open().TryGet(out var bench, out failure))
        {
            return FailSetup(failure, firstStep);
        }

        using (bench)
        {
            var judge = new TestJudge(request.Camera, request.Flavor, bench.Program);
            ImmutableArray<TestMapping> mappings = [.. recipe.Stages.SelectMany(stage => stage.Tests)];
            foreach (var step in recipe.Recipe)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RunStep(step, bench, judge, mappings, cancellationToken) is { } broken)
                {
                    reporter.Log(RunReporter.QuickLook, RunLogLevel.Critical, $"Failed to run PA {step.Name} error was {broken}");
                    return new CameraRunOutcome(RunState.Failed, Qualities.Worst(verdicts), broken.ToString(), step.Name);
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Finish(recipe.Recipe[^1].Name);
    }

    private Result<FlavorMapping> FindRecipe()
    {
        if (!request.Mappings.Flavors.TryGetValue(request.Flavor, out var mapping))
        {
            return new Failure($"there is no mapping file {request.Flavor.Name()}.json", request.Mappings.Directory);
        }

        if (mapping.Recipe.IsEmpty)
        {
            return new Failure($"{request.Flavor.Name()}.json has no recipe, so there is nothing to run", request.Mappings.Directory);
        }

        var unknown = mapping.Recipe.FirstOrDefault(step => RecipeSteps.Find(step.Name) is null);
        return unknown is null
            ? mapping
            : new Failure(
                $"the recipe of {request.Flavor.Name()} names the step '{unknown.Name}', which this engine does not have ({string.Join(", ", RecipeSteps.Names)})",
                request.Mappings.Directory
            );
    }

    /// <summary>A failure before the first step is reported as the first step's, so that it has a place on the screens.</summary>
    private CameraRunOutcome FailSetup(Failure failure, string? firstStep)
    {
        reporter.Log(RunReporter.Setup, RunLogLevel.Critical, failure.ToString());
        return new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString(), firstStep);
    }

    private Result<Workbench> Open()
    {
        reporter.Info($"Reading input file {request.RawFile}");
        if (!RawExposure.Open(request.RawFile).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        using (exposure)
        {
            if (!exposure.ReadCamera(request.Camera).TryGet(out var raw, out failure))
            {
                return exposure.Damage is { } damage
                    ? failure with
                    {
                        Reason = $"{failure.Reason} (the file is damaged: {damage.Reason})",
                    }
                    : failure;
            }

            var fibermap = ReadFibermap();
            reporter.Info("Finished reading all static files");
            return new Workbench
            {
                Request = request,
                Reporter = reporter,
                Metadata = exposure.Metadata,
                Fibermap = fibermap,
                Raw = raw,
                Evidence = new CameraEvidence
                {
                    Night = request.Night,
                    Exposure = request.Exposure,
                    Camera = request.Camera,
                    Flavor = request.Flavor,
                    Metadata = exposure.Metadata,
                    Identity = raw.Identity,
                },
            };
        }
    }

    /// <summary>A fibermap that is missing or cannot be read costs what needs fibers, not the run.</summary>
    private Fibermap? ReadFibermap()
    {
        var path = request.Flavor is Flavor.Zero or Flavor.Dark ? null : request.FibermapFile;
        reporter.Info($"Reading fiberMap file {path ?? "None"}");
        if (path is null)
        {
            return null;
        }

        if (!Fibermap.Read(path).TryGet(out var fibermap, out var failure))
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"The fibermap cannot be used: {failure}");
            return null;
        }

        foreach (var fault in fibermap.Faults)
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"Fibermap: {fault}");
        }

        return fibermap;
    }

    private Failure? RunStep(
        RecipeStep step,
        Workbench bench,
        TestJudge judge,
        ImmutableArray<TestMapping> mappings,
        CancellationToken cancellationToken
    )
    {
        reporter.Info($"Starting to run step {step.Name}");
        reporter.Report((at, camera) => new StepStarted(at, camera, step.Name));
        var record = new StepRecord(step.Name);
        records.Add(record);
        using (Heartbeat.Start(reporter, step.Name))
        {
            if (!RecipeSteps.Find(step.Name)!.Run(bench, step.Parameters, record.Metrics, cancellationToken).TryGet(out _, out var failure))
            {
                return failure;
            }
        }

        foreach (var name in step.Tests)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunTest(name, step, bench.Evidence, record, judge, [.. mappings.Where(mapping => mapping.Test == name)]);
        }

        reporter.Info($"Step {step.Name} finished.");
        reporter.Report((at, camera) => new StepFinished(at, camera, step.Name));
        return null;
    }

    private void RunTest(
        string name,
        RecipeStep step,
        CameraEvidence evidence,
        StepRecord record,
        TestJudge judge,
        ImmutableArray<TestMapping> mappings
    )
    {
        Result<QualityTestResult> measured;
        using (Heartbeat.Start(reporter, name))
        {
            measured = Measure(name, evidence, step.Parameters.SetItems(mappings.SelectMany(mapping => mapping.Parameters)));
        }

        if (!measured.TryGet(out var result, out var failure))
        {
            someTestFailed = true;
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Warning, $"Failed to run QA {name}. Got Exception {failure}");
            foreach (var mapping in mappings)
            {
                verdicts.Add(Quality.NotComputed);
                reporter.Report(
                    (at, camera) => new TestJudged(at, camera, name, mapping.StatusKey, Quality.NotComputed, null, failure.ToString())
                );
            }

            return;
        }

        CopyInto(record.Parameters, result.Parameters);
        CopyInto(record.Metrics, result.Metrics);
        foreach (var mapping in mappings)
        {
            Judge(name, mapping, result.Metrics, record, judge);
        }
    }

    private static Result<QualityTestResult> Measure(string name, CameraEvidence evidence, ImmutableDictionary<string, JsonNode> parameters)
    {
        if (!QualityTestCatalog.All.TryGetValue(name, out var test))
        {
            return new Failure($"this engine has no test of the name {name}");
        }

        try
        {
            return test.Measure(evidence, parameters);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The edge of a test: a bug in one test must not cost the verdicts of the others.
            return new Failure($"{bug.GetType().Name}: {bug.Message}\n{bug.StackTrace}");
        }
    }

    private void Judge(string name, TestMapping mapping, JsonObject metrics, StepRecord record, TestJudge judge)
    {
        var verdict = judge.Judge(mapping, metrics);
        judge.WriteLimits(mapping, record.Parameters);
        record.Metrics[mapping.StatusKey] = verdict.Quality.Word();
        verdicts.Add(verdict.Quality);
        if (verdict.Quality == Quality.Unknown)
        {
            reporter.Log(name, RunLogLevel.Warning, verdict.Sentence);
        }

        reporter.Log(name, RunLogLevel.Info, $"{mapping.StatusKey}: {verdict.Quality.Word()}");
        var value = metrics[mapping.Metric]?.DeepClone();
        var explanation = verdict.Quality == Quality.Normal ? null : verdict.Sentence;
        var limits = judge.LimitsOf(mapping);
        reporter.Report((at, camera) => new TestJudged(at, camera, name, mapping.StatusKey, verdict.Quality, value, explanation, limits));
    }

    private CameraRunOutcome Finish(string lastStep)
    {
        reporter.Info("Pipeline processing finished. Serializing result");
        var document = MergedQaDocument.Build(request.Night, request.Exposure, request.Camera, request.Flavor, records, origin);
        var bytes = MergedQaText.Write(document);
        var path = ProductPaths.MergedQa(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        if (!AtomicFile.Write(path, bytes).TryGet(out _, out var failure))
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Critical, failure.ToString());
            return new CameraRunOutcome(RunState.Failed, Qualities.Worst(verdicts), failure.ToString(), lastStep);
        }

        reporter.Info($"Wrote merged QA file {path}");
        reporter.Info("QuickLook Pipeline completed");
        return new CameraRunOutcome(
            someTestFailed ? RunState.PartlyFailed : RunState.Succeeded,
            Qualities.Worst(verdicts),
            someTestFailed ? "a test could not be computed" : null,
            MergedQaFile: path,
            MergedQa: bytes
        );
    }

    private static void CopyInto(JsonObject target, JsonObject source)
    {
        foreach (var (key, value) in source)
        {
            target[key] = value?.DeepClone();
        }
    }
}
