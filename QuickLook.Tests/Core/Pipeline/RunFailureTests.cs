using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

public sealed class RunFailureTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public async Task A_failed_step_ends_the_run_with_its_name_and_leaves_no_document()
    {
        var run = await RunAsync(request => request with { CalibrationRoot = output });

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.FailedStep.ShouldBe("Preproc");
        run.Outcome.Reason!.ShouldContain("there is no calibration for camera b0");
        run.Outcome.MergedQaFile.ShouldBeNull();
        run.Log[^1].ShouldContain("QuickLook CRITICAL : Failed to run PA Preproc error was camera b0: there is no calibration");
        Directory.GetFiles(output, "*.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bug_in_a_step_fails_its_camera_with_the_steps_name_and_what_happened()
    {
        var profile = EngineProfile.QuickLook with { Steps = [new InitializeStep(), new BrokenStep()] };
        var run = await GoldenRun.OfAsync(
            await RequestAsync(),
            new GoldenRun.Recorder(),
            TimeProvider.System,
            CancellationToken.None,
            profile
        );

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.FailedStep.ShouldBe("Preproc");
        run.Outcome.Reason!.ShouldStartWith("a defect of this program: InvalidOperationException: the step has a bug");
        run.Log.ShouldContain(line => line.Contains("QuickLook CRITICAL : Failed to run PA Preproc error was a defect of this program: "));
        run.Log.ShouldAllBe(line => !line.Contains("Pipeline completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bug_in_a_test_costs_its_own_verdict_only()
    {
        var broken = new ScriptedTest("Get_RMS", () => throw new InvalidOperationException("the test has a bug"));
        var profile = EngineProfile.QuickLook with
        {
            Tests = EngineProfile
                .QuickLook.Tests.Values.Select(test => test.Name == "Get_RMS" ? broken : test)
                .ToFrozenDictionary(test => test.Name),
        };
        var run = await GoldenRun.OfAsync(
            await RequestAsync(),
            new GoldenRun.Recorder(),
            TimeProvider.System,
            CancellationToken.None,
            profile
        );

        run.Outcome.State.ShouldBe(RunState.PartlyFailed);
        run.Log.ShouldContain(line =>
            line.EndsWith(
                "QuickLook WARNING : Failed to run QA Get_RMS. Got Exception a defect of this program: InvalidOperationException: the test has a bug"
            )
        );
        run.Log[^1].ShouldEndWith("QuickLook INFO : QuickLook Pipeline completed");
    }

    [Fact]
    public async Task A_failed_test_costs_its_own_verdict_only()
    {
        var run = await RunAsync(request => request with { Mappings = WithParameter(request.Mappings, "Get_RMS", "PERCENTILES", 7) });

        run.Outcome.State.ShouldBe(RunState.PartlyFailed);
        run.Outcome.Quality.ShouldBe(Quality.NotComputed);
        run.Log.ShouldContain(line =>
            line.EndsWith("QuickLook WARNING : Failed to run QA Get_RMS. Got Exception PERCENTILES: the parameter is not a list of numbers")
        );
        run.Events.OfType<TestJudged>().Single(test => test.Test == "Get_RMS").Quality.ShouldBe(Quality.NotComputed);
        var document = MergedQa.Read(run.Outcome.MergedQa!.Value).Value;
        document.StatusOf("CHECK_CCDs", "NOISE_AMP_STATUS").ShouldBe(Quality.NotComputed);
        document.LimitsOf("CHECK_CCDs", "NOISE_AMP").ShouldBeNull("a test that failed leaves neither metrics nor parameters");
        document.StatusOf("CHECK_CCDs", "LITFRAC_AMP_STATUS").ShouldBe(Quality.Normal);
    }

    [Fact]
    public async Task A_metric_without_reference_keeps_its_values_and_is_unknown_7_2_no_6()
    {
        var run = await RunAsync(request =>
            request with
            {
                Mappings = Changed(request.Mappings, "Get_RMS", test => test with { Limits = null }),
            }
        );

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Outcome.Quality.ShouldBe(Quality.Unknown);
        run.Log.ShouldContain(line => line.EndsWith("Get_RMS INFO : NOISE_AMP_STATUS: UNKNOWN"));
        var document = MergedQa.Read(run.Outcome.MergedQa!.Value).Value;
        document.ValuesOf("CHECK_CCDs", "NOISE_AMP").Length.ShouldBe(4);
        document.StatusOf("CHECK_CCDs", "NOISE_AMP_STATUS").ShouldBe(Quality.Unknown);
    }

    [Fact]
    public async Task A_header_that_disagrees_with_what_was_asked_for_is_an_alarm_in_words()
    {
        var run = await RunAsync(request => request with { Night = new Night(new DateOnly(2020, 11, 8)) });

        var check = run.Events.OfType<TestJudged>().Single(test => test.Test == "Check_HDUs");
        check.Quality.ShouldBe(Quality.Alarm);
        check.Explanation.ShouldBe("NIGHT is 20201107 in the header; 20201108 was asked for");
        run.Outcome.State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_before_anything_starts_7_2_no_20()
    {
        var run = await RunAsync(request => request with { RawFile = "/nowhere/desi-00000101.fits.fz" });

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.FailedStep.ShouldBe("Initialize");
        run.Log[^1].ShouldEndWith("QLConfig CRITICAL : File does not exist: /nowhere/desi-00000101.fits.fz");
        run.Events.OfType<StepStarted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipe_with_a_step_that_the_engine_lacks_says_so_before_anything_runs()
    {
        var run = await RunAsync(request =>
            request with
            {
                Mappings = WithRecipe(
                    request.Mappings,
                    recipe =>
                        recipe.Add(
                            new RecipeStep
                            {
                                Name = "BoxcarExtract",
                                Tests = [],
                                Parameters = ImmutableDictionary<string, JsonNode>.Empty,
                            }
                        )
                ),
            }
        );

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.Reason!.ShouldContain(
            "the recipe of zero names the step 'BoxcarExtract', which this engine does not have (Initialize, Preproc"
        );
        run.Events.OfType<StepStarted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mapping_without_recipe_runs_nothing_and_says_so()
    {
        var run = await RunAsync(request => request with { Mappings = WithRecipe(request.Mappings, _ => []) });
        run.Outcome.Reason!.ShouldContain("zero.json has no recipe");
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_a_failure_with_its_path()
    {
        var file = Path.Combine(output, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        var run = await RunAsync(request => request with { OutputRoot = file });

        run.Outcome.State.ShouldBe(RunState.Failed);
        run.Outcome.Reason!.ShouldContain(file);
        run.Events.OfType<LogLine>().ShouldHaveSingleItem().Level.ShouldBe(RunLogLevel.Critical);
    }

    [Theory]
    [InlineData("Initialize")]
    [InlineData("Preproc")]
    public async Task A_stop_in_any_step_ends_the_run_as_stopped_without_document(string step)
    {
        using var stop = new CancellationTokenSource();
        var recorder = new GoldenRun.Recorder(each =>
        {
            if (each is StepStarted started && started.Step == step)
            {
                stop.Cancel();
            }
        });
        var request = await RequestAsync();
        var run = await GoldenRun.OfAsync(request, recorder, TimeProvider.System, stop.Token);

        run.Outcome.State.ShouldBe(RunState.Stopped);
        run.Log[^1].ShouldEndWith("QuickLook WARNING : Stopped before the end");
        Directory.GetFiles(output, "*.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_fibermap_is_a_warning_for_science_and_the_ccd_is_judged_all_the_same()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Product);
        var run = await GoldenRun.OfAsync(GoldenSet.A, 104, "b0", mappings, request => request with { FibermapFile = null });

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Log.ShouldContain(line =>
            line.EndsWith("QLConfig WARNING : File check: there is no fibermap; what needs to know the targets is not computed")
        );
        MergedQa.Read(run.Outcome.MergedQa!.Value).Value.ValuesAt("GENERAL_INFO", "RA").IsDefault.ShouldBeTrue();
    }

    private sealed class BrokenStep : IRecipeStep
    {
        public string Name => "Preproc";

        public Result<Done> Run(
            Workbench bench,
            IReadOnlyDictionary<string, JsonNode> parameters,
            JsonObject metrics,
            CancellationToken cancellationToken
        ) => throw new InvalidOperationException("the step has a bug");
    }

    private async Task<CameraRunRequest> RequestAsync() =>
        GoldenRun.RequestOf(GoldenSet.A, 101, "b0", await MappingFiles.LoadAsync(MappingFiles.Product), output);

    private async Task<GoldenRun> RunAsync(Func<CameraRunRequest, CameraRunRequest> change) =>
        await GoldenRun.OfAsync(change(await RequestAsync()), new GoldenRun.Recorder(), TimeProvider.System, CancellationToken.None);

    private static MappingSet WithParameter(MappingSet set, string test, string key, int value) =>
        Changed(set, test, mapping => mapping with { Parameters = mapping.Parameters.SetItem(key, JsonValue.Create(value)) });

    private static MappingSet Changed(MappingSet set, string test, Func<TestMapping, TestMapping> change) =>
        MappingChanges.OfTest(set, Flavor.Zero, test, change);

    private static MappingSet WithRecipe(MappingSet set, Func<ImmutableArray<RecipeStep>, ImmutableArray<RecipeStep>> change) =>
        MappingChanges.OfRecipe(set, Flavor.Zero, change);
}
