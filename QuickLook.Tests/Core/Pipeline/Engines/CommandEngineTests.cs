using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline.Engines.Replay;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public sealed class CommandEngineTests : IDisposable
{
    private readonly EngineReplay replay = new();

    public void Dispose() => replay.Dispose();

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task A_golden_run_gives_the_verdicts_values_and_limits_of_its_document(string set, int exposure, string camera)
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        var run = await replay.RunAsync(replay.Definition("good", set, exposure, camera), set, exposure, camera, mappings: mappings);

        // Trace_Shifts failed in the original for the 75 fibers of set A (Golden/README.md).
        var isPart = set == "A" && exposure != 101;
        run.Outcome.Reason.ShouldBe(isPart ? "Trace_Shifts could not be computed" : null);
        run.Outcome.State.ShouldBe(isPart ? RunState.PartlyFailed : RunState.Succeeded);
        var bytes = await File.ReadAllBytesAsync(GoldenRun.SetOf(set).ExpectedMerged(camera, exposure));
        run.Outcome.MergedQa!.Value.ToArray().ShouldBe(bytes);
        var document = MergedQa.Read(bytes).Value;
        var mapping = mappings.Flavors[document.Flavor!.Value];
        foreach (var stage in mapping.Stages)
        {
            foreach (var test in stage.Tests)
            {
                var judged = run.Events.OfType<TestJudged>().Last(each => each.StatusKey == test.StatusKey);
                if (document.StatusesOf(stage.Name).TryGetValue(test.StatusKey, out var status))
                {
                    judged.Quality.ShouldBe(status);
                    judged.Value!.ToJsonString().ShouldBe(document.NodeOf(stage.Name, test.Metric)!.ToJsonString());
                    judged.Limits.ShouldBe(LimitText.Normal(test.Metric, document.LimitsOf(stage.Name, test.Metric), test.Elements));
                    (judged.Explanation is null).ShouldBe(status == Quality.Normal);
                }
                else
                {
                    judged.Value.ShouldBeNull();
                    judged.Explanation.ShouldNotBeNullOrEmpty();
                    judged.Quality.ShouldBe(test.Test == "Trace_Shifts" ? Quality.NotComputed : Quality.None, test.StatusKey);
                }
            }
        }
    }

    [Fact]
    public async Task Verdicts_are_told_while_the_program_runs_and_again_with_value_and_limits_at_the_end()
    {
        var run = await replay.RunAsync("good");

        var noise = run.Events.OfType<TestJudged>().Where(each => each.StatusKey == "NOISE_AMP_STATUS").ToList();
        noise
            .Select(each => (each.Quality, HasValue: each.Value is not null, HasLimits: each.Limits.Length > 0))
            .ShouldBe([(Quality.Normal, false, false), (Quality.Normal, true, true)]);
        var events = run.Events.ToList();
        events.IndexOf(noise[0]).ShouldBeLessThan(events.FindIndex(each => each is StepFinished { Step: "Preproc" }));
    }

    [Fact]
    public async Task Steps_begin_and_end_as_the_log_says()
    {
        var run = await replay.RunAsync("good");

        string[] steps = ["Initialize", "Preproc", "Flexure", "Extract_QP", "ApplyFiberFlat_QP", "SkySub_QP", "ApplyFluxCalibration"];
        run.Events.OfType<StepStarted>().Select(each => each.Step).ShouldBe(steps);
        run.Events.OfType<StepFinished>().Select(each => each.Step).ShouldBe(steps);
    }

    [Fact]
    public async Task The_run_log_has_every_line_of_output_and_error_in_one_form()
    {
        var run = await replay.RunAsync("good");

        run.Log.ShouldAllBe(line => EngineLine.Read(line).Form == EngineLine.Shape.Dated);
        run.Events.OfType<LogLine>().Count().ShouldBe(run.Log.Length);
        run.Log.ShouldContain(line => line.Contains(" Get_RMS INFO : NOISE_AMP_STATUS: NORMAL"));
        run.Log.ShouldContain(line => line.Contains(" preproc.py INFO : Camera r0 amp 1 subtracting average overscan"));
        run.Log.ShouldContain(line => line.Contains(" desiutil.log.dlm58.info INFO : Camera r0 amp 1 subtracting average overscan"));
        run.Log.ShouldContain(line => line.Contains(" replay INFO : ") && line.Contains("RuntimeWarning"));
    }

    [Theory]
    [InlineData(EngineContract.Desispec027, 202, "arc")]
    [InlineData(EngineContract.Desispec068, 203, "flat")]
    [InlineData(EngineContract.Desispec027, 204, "science")]
    [InlineData(EngineContract.Desispec068, 204, "science")]
    public async Task Each_version_finds_what_it_needs_where_it_looks_for_it(EngineContract contract, int exposure, string flavor)
    {
        var run = await replay.RunAsync(replay.Definition("good", "B", exposure, "r0", contract), exposure: exposure);

        run.Outcome.Reason.ShouldBeNull();
        replay.Notes[0].ShouldBe($"config={replay.ConfigurationFolder}/qlconfig_{flavor}.yaml");
        replay.Notes.ShouldContain("OMP_NUM_THREADS=1");
        replay.Notes.ShouldContain($"QL_SPEC_REDUX={replay.Output}");
    }

    [Theory]
    [InlineData(101, Flavor.Zero, "bias")]
    [InlineData(101, Flavor.Dark, "darkcurrent")]
    public async Task A_zero_is_a_bias_and_a_dark_a_darkcurrent_to_the_original(int exposure, Flavor flavor, string configuration)
    {
        await replay.RunAsync(
            replay.Definition("good", "A", exposure, "b0"),
            "A",
            exposure,
            "b0",
            request => request with { Flavor = flavor }
        );

        replay.Notes[0].ShouldBe($"config={replay.ConfigurationFolder}/qlconfig_{configuration}.yaml");
    }

    [Fact]
    public async Task Paths_may_be_relative_to_the_service_though_the_program_starts_elsewhere()
    {
        var here = Directory.GetCurrentDirectory();
        var run = await replay.RunAsync(
            replay.Definition("good"),
            change: request =>
                request with
                {
                    OutputRoot = Path.GetRelativePath(here, request.OutputRoot),
                    RawFile = Path.GetRelativePath(here, request.RawFile),
                    FibermapFile = Path.GetRelativePath(here, request.FibermapFile!),
                    CalibrationRoot = Path.GetRelativePath(here, request.CalibrationRoot),
                }
        );

        run.Outcome.Reason.ShouldBeNull();
        Path.IsPathRooted(run.Outcome.MergedQaFile).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_left_of_what_was_put_up_but_the_link_to_the_fibermap()
    {
        await replay.RunAsync("good");

        Directory
            .EnumerateFiles(replay.Output, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(replay.Output, path))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "exposures/20201108/00000204/ql-mergedQA-r0-00000204.json",
                "exposures/20201108/00000204/run-r0.log",
                "preproc/20201108/00000204/fibermap-00000204.fits",
            ]);
    }

    [Fact]
    public async Task A_program_does_not_learn_what_is_private_to_the_service()
    {
        Environment.SetEnvironmentVariable("QUICKLOOK_TEST_SECRET", "1");
        await replay.RunAsync("good");

        replay.Notes.ShouldContain(note => note.StartsWith("PATH=", StringComparison.Ordinal));
        replay.Notes.ShouldNotContain(note => note.StartsWith("QUICKLOOK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_that_the_engine_does_not_have_have_no_verdict_and_cost_nothing()
    {
        var run = await replay.RunAsync(replay.Definition("good"), mappings: await MappingFiles.LoadAsync(MappingFiles.Product));

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        var check = run.Events.OfType<TestJudged>().Single(each => each.StatusKey == "CHECKEXP_STATUS");
        (check.Quality, check.Explanation).ShouldBe((Quality.None, "the engine replay does not have this test"));
    }

    [Fact]
    public async Task The_version_that_the_document_names_is_told()
    {
        var run = await replay.RunAsync("good");
        run.Outcome.EngineVersion.ShouldBe(MergedQa.Read(run.Outcome.MergedQa!.Value).Value.ProcessingVersion);
        run.Outcome.EngineVersion.ShouldNotBeNullOrEmpty();
    }
}
