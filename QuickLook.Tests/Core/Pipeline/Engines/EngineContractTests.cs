using QuickLook.Core.Benchmarks;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline.Engines.Replay;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Core.Pipeline.Engines;

/// <summary>What every engine promises, whatever it is: the same events, log, document and outcome for the same camera.</summary>
public sealed class EngineContractTests : IDisposable
{
    private readonly EngineReplay replay = new();

    public static TheoryData<string> Engines => ["native", "native-process", "replay"];

    public void Dispose() => replay.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_step_begins_and_ends_and_every_test_has_its_verdict_within_its_step(string name)
    {
        var run = await EngineReplay.RunAsync(Find(name), await RequestAsync());

        run.Outcome.State.ShouldBe(RunState.Succeeded, run.Outcome.Reason);
        string[] steps = ["Initialize", "Preproc", "Flexure", "Extract_QP", "ResolutionFit"];
        run.Events.OfType<StepStarted>().Select(each => each.Step).ShouldBe(steps);
        run.Events.OfType<StepFinished>().Select(each => each.Step).ShouldBe(steps);
        var first = run.Events.ToList().FindIndex(each => each is TestJudged { StatusKey: "BIAS_AMP_STATUS" });
        run.Events.Take(first).OfType<StepStarted>().Last().Step.ShouldBe("Preproc");
        run.Events.Take(first).OfType<StepFinished>().Last().Step.ShouldBe("Initialize");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_last_verdict_of_each_test_is_that_of_the_document_with_its_value(string name)
    {
        var request = await RequestAsync();
        var run = await EngineReplay.RunAsync(Find(name), request);

        run.Outcome.MergedQaFile.ShouldBe(ProductPaths.MergedQa(request.OutputRoot, request.Night, request.Exposure, request.Camera));
        run.Outcome.MergedQa!.Value.ToArray().ShouldBe(await File.ReadAllBytesAsync(run.Outcome.MergedQaFile!));
        var document = MergedQa.Read(run.Outcome.MergedQa.Value).Value;
        foreach (var stage in request.Mappings.Flavors[request.Flavor].Stages)
        {
            foreach (var test in stage.Tests.Where(test => test.Test != "Check_HDUs"))
            {
                var judged = run.Events.OfType<TestJudged>().Last(each => each.StatusKey == test.StatusKey);
                judged.Quality.ShouldBe(document.StatusOf(stage.Name, test.StatusKey), test.StatusKey);
                judged.Value.ShouldNotBeNull(test.StatusKey);
                judged.Test.ShouldBe(test.Test);
            }
        }

        run.Outcome.Quality.ShouldBe(
            Qualities.Worst(run.Events.OfType<TestJudged>().GroupBy(each => each.StatusKey).Select(each => each.Last().Quality))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_line_of_the_log_is_on_disk_and_an_event(string name)
    {
        var run = await EngineReplay.RunAsync(Find(name), await RequestAsync());
        run.Log.Select(line => line[(line.IndexOf(" : ", StringComparison.Ordinal) + 3)..])
            .ShouldBe(run.Events.OfType<LogLine>().Select(line => line.Text));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_raw_file_that_is_not_there_is_named(string name)
    {
        var run = await EngineReplay.RunAsync(Find(name), await RequestAsync() with { RawFile = "/nowhere/desi-00000202.fits.fz" });

        (run.Outcome.State, run.Outcome.Reason, run.Outcome.FailedStep, run.Outcome.Kind).ShouldBe(
            (RunState.Failed, "File does not exist: /nowhere/desi-00000202.fits.fz", "Initialize", FailureKind.Permanent)
        );
        run.Log[^1].ShouldEndWith(" CRITICAL : File does not exist: /nowhere/desi-00000202.fits.fz");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_stop_before_the_start_is_a_stop(string name)
    {
        var run = await EngineReplay.RunAsync(Find(name), await RequestAsync(), cancellationToken: new CancellationToken(canceled: true));
        run.Outcome.State.ShouldBe(RunState.Stopped);
    }

    [Fact]
    public async Task Cameras_of_one_production_root_may_run_at_once()
    {
        string[] cameras = ["b0", "r0", "z0"];
        var runs = await Task.WhenAll(
            cameras.Select(async camera => await replay.RunAsync(replay.Definition("good", "A", 104, camera), "A", 104, camera))
        );
        runs.Select(run => run.Outcome.Reason).Distinct().ShouldBe(["Trace_Shifts could not be computed"]);
    }

    private IPipelineEngine Find(string name)
    {
        var program = ProgramCommand.Again(Environment.ProcessPath, typeof(CommandLine).Assembly.Location);
        var rack = new EngineRack(
            TimeProvider.System,
            EngineProfile.Desispec,
            new NativeCommand(program.File, [.. program.Arguments, "run-camera"])
        );
        rack.Replace([
            EngineDefinition.Native,
            new EngineDefinition { Name = "native-process", Kind = EngineKind.NativeProcess },
            replay.Definition("good", "B", 202),
        ]);
        return rack.Find(name).Value;
    }

    private Task<CameraRunRequest> RequestAsync() => replay.RequestAsync("B", 202);
}
