using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Pipeline.Products;
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
    private readonly EngineProfile profile;
    private readonly MergedQaOrigin origin;
    private readonly SharedFiles files;
    private readonly KnownDefects defects;
    private readonly List<StepRecord> records = [];
    private readonly List<Quality> verdicts = [];
    private bool someTestFailed;

    public CameraRun(CameraRunRequest request, RunReporter reporter, EngineProfile profile, MergedQaOrigin origin, SharedFiles files)
    {
        this.request = request;
        this.reporter = reporter;
        this.profile = profile;
        defects = profile.LeavesOutKnownDefects ? request.Mappings.DefectsOf(request.Camera) : KnownDefects.None;
        this.origin = origin;
        this.files = files;
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
        if (!new RunOpening(request, reporter, defects, recipe.Products, files).Open().TryGet(out var bench, out failure))
        {
            return FailSetup(failure, firstStep);
        }

        Failure? unwritten;
        using (bench)
        {
            var judge = new TestJudge(request.Camera, request.Flavor, bench.Evidence.Program, profile.Rule, defects);
            ImmutableArray<TestMapping> mappings = [.. recipe.Stages.SelectMany(stage => stage.Tests)];
            foreach (var step in recipe.Recipe)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RunStep(step, bench, judge, mappings, cancellationToken) is { } broken)
                {
                    reporter.Log(RunReporter.QuickLook, RunLogLevel.Critical, $"Failed to run PA {step.Name} error was {broken}");
                    return new CameraRunOutcome(
                        RunState.Failed,
                        Qualities.Worst(verdicts),
                        broken.ToString(),
                        step.Name,
                        Kind: broken.Kind
                    );
                }
            }

            WriteSpectra(bench);
            unwritten = bench.Products.Problem;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Finish(recipe.Recipe[^1].Name, unwritten);
    }

    /// <summary>The spectra as the recipe leaves them, for the viewers; nothing when the recipe extracts none.</summary>
    private static void WriteSpectra(Workbench bench)
    {
        if (bench.Spectra is { } spectra)
        {
            bench.Products.HandIn(ProductKind.Spectra, path => SpectraProduct.Write(path, spectra, bench.Evidence.Sky, bench.Fibermap));
        }
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

        var unknown = mapping.Recipe.FirstOrDefault(step => profile.FindStep(step.Name) is null);
        return unknown is null
            ? mapping
            : new Failure(
                $"the recipe of {request.Flavor.Name()} names the step '{unknown.Name}', which this engine does not have ({string.Join(", ", profile.Steps.Select(step => step.Name))})",
                request.Mappings.Directory
            );
    }

    /// <summary>A failure before the first step is reported as the first step's, so that it has a place on the screens.</summary>
    private CameraRunOutcome FailSetup(Failure failure, string? firstStep)
    {
        reporter.Log(RunReporter.Setup, RunLogLevel.Critical, failure.ToString());
        return new CameraRunOutcome(RunState.Failed, Quality.None, failure.ToString(), firstStep, Kind: failure.Kind);
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
            if (!Do(step, bench, record, cancellationToken).TryGet(out _, out var failure))
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

    private Result<Done> Do(RecipeStep step, Workbench bench, StepRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return profile.FindStep(step.Name)!.Run(bench, step.Parameters, record.Metrics, cancellationToken);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The edge of a step: a bug in one camera's step must not end the other cameras.
            return Defect(bug);
        }
    }

    private static Failure Defect(Exception bug) => new($"a defect of this program: {bug.GetType().Name}: {bug.Message}\n{bug.StackTrace}");

    private void RunTest(
        string name,
        RecipeStep step,
        CameraEvidence evidence,
        StepRecord record,
        TestJudge judge,
        ImmutableArray<TestMapping> mappings
    )
    {
        if (!profile.Tests.TryGetValue(name, out var test))
        {
            PassOver(name, mappings, $"the profile {profile.Name} has no such test");
            return;
        }

        Result<QualityTestResult> measured;
        using (Heartbeat.Start(reporter, name))
        {
            measured = Measure(test, evidence, step.Parameters.SetItems(mappings.SelectMany(mapping => mapping.Parameters)));
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

        record.Take(result);
        if (result.NotApplicable is { } reason)
        {
            PassOver(name, mappings, reason);
            return;
        }

        foreach (var mapping in mappings)
        {
            Judge(name, mapping, result, record, judge);
        }
    }

    /// <summary>A test that has nothing to say here: no verdict, no key in the document, and its reason where people look for it.</summary>
    private void PassOver(string name, ImmutableArray<TestMapping> mappings, string reason)
    {
        reporter.Info($"{name}: {reason}");
        foreach (var mapping in mappings)
        {
            reporter.Report((at, camera) => new TestJudged(at, camera, name, mapping.StatusKey, Quality.None, null, reason));
        }
    }

    private static Result<QualityTestResult> Measure(
        IQualityTest test,
        CameraEvidence evidence,
        ImmutableDictionary<string, JsonNode> parameters
    )
    {
        try
        {
            return test.Measure(evidence, parameters);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The edge of a test: a bug in one test must not cost the verdicts of the others.
            return Defect(bug);
        }
    }

    private void Judge(string name, TestMapping mapping, QualityTestResult result, StepRecord record, TestJudge judge)
    {
        var verdict = judge.Judge(mapping, result);
        judge.WriteLimits(mapping, result, record.Parameters);
        if (verdict.Quality == Quality.None)
        {
            PassOver(name, [mapping], $"{mapping.Metric} is {verdict.Sentence}");
            return;
        }

        record.Metrics[mapping.StatusKey] = verdict.Quality.Word();
        verdicts.Add(verdict.Quality);
        if (verdict.Quality == Quality.Unknown)
        {
            reporter.Log(name, RunLogLevel.Warning, verdict.Sentence);
        }

        reporter.Log(name, RunLogLevel.Info, $"{mapping.StatusKey}: {verdict.Quality.Word()}");
        var value = result.Metrics[mapping.Metric]?.DeepClone();
        var explanation = verdict.Quality == Quality.Normal ? null : verdict.Sentence;
        var limits = judge.LimitsOf(mapping, result);
        reporter.Report((at, camera) => new TestJudged(at, camera, name, mapping.StatusKey, verdict.Quality, value, explanation, limits));
    }

    private CameraRunOutcome Finish(string lastStep, Failure? unwritten)
    {
        reporter.Info("Pipeline processing finished. Serializing result");
        var document = MergedQaDocument.Build(request.Night, request.Exposure, request.Camera, request.Flavor, records, defects, origin);
        var bytes = MergedQaText.Write(document);
        var path = ProductPaths.MergedQa(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        if (!AtomicFile.Write(path, bytes).TryGet(out _, out var failure))
        {
            reporter.Log(RunReporter.QuickLook, RunLogLevel.Critical, failure.ToString());
            return new CameraRunOutcome(RunState.Failed, Qualities.Worst(verdicts), failure.ToString(), lastStep, Kind: failure.Kind);
        }

        reporter.Info($"Wrote merged QA file {path}");
        reporter.Info("QuickLook Pipeline completed");
        var reason = someTestFailed ? "a test could not be computed" : unwritten?.ToString();
        return new CameraRunOutcome(
            reason is null ? RunState.Succeeded : RunState.PartlyFailed,
            Qualities.Worst(verdicts),
            reason,
            MergedQaFile: path,
            MergedQa: bytes,
            Kind: unwritten?.Kind ?? FailureKind.Permanent
        );
    }
}
