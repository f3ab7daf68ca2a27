using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public sealed class BenchVerbTests : IDisposable
{
    private readonly string cache = Directory.CreateTempSubdirectory("quicklook-cache-").FullName;

    public void Dispose() => Directory.Delete(cache, recursive: true);

    [Fact]
    public async Task Json_has_machine_cameras_with_steps_and_exposures_with_figures()
    {
        var run = await BenchAsync("--cameras", "b0", "--flavors", "zero", "--workers", "1", "--repeat", "1", "--json");

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var document = JsonNode.Parse(run.Out)!.AsObject();
        document["machine"]!["cores"]!.GetValue<int>().ShouldBe(Environment.ProcessorCount);
        document["size"]!.GetValue<string>().ShouldBe("tiny");
        var camera = document["cameras"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        camera["camera"]!.GetValue<string>().ShouldBe("b0");
        camera["flavor"]!.GetValue<string>().ShouldBe("zero");
        foreach (var figure in new[] { "cpuSeconds", "wallSeconds", "peakRssMiB", "decodeCpuSeconds", "ratio" })
        {
            camera[figure]!.GetValue<double>().ShouldBeGreaterThan(0, figure);
        }

        camera["cpuSecondsLeast"]!.GetValue<double>().ShouldBeLessThanOrEqualTo(camera["cpuSecondsMost"]!.GetValue<double>());
        camera["meetsGoal"].ShouldBeNull("goals are promised for the full size");
        var steps = camera["steps"]!.AsArray();
        var recipe = (await MappingFiles.LoadAsync(MappingFiles.Product)).Flavors[Flavor.Zero].Recipe;
        steps
            .Select(step => step!["name"]!.GetValue<string>())
            .ShouldBe(["opening", .. recipe.SelectMany(step => step.Tests.Prepend(step.Name)), "closing"]);
        steps.ShouldAllBe(step => step!["cpuSeconds"]!.GetValue<double>() >= 0 && step["wallSeconds"]!.GetValue<double>() >= 0);
        var exposure = document["exposures"]!.AsArray().ShouldHaveSingleItem()!;
        exposure["flavor"]!.GetValue<string>().ShouldBe("zero");
        exposure["cameras"]!.GetValue<int>().ShouldBe(1);
        exposure["workers"]!.GetValue<int>().ShouldBe(1);
        foreach (var figure in new[] { "wallSeconds", "cpuSeconds", "peakRssMiB", "firstStatusSeconds" })
        {
            exposure[figure]!.GetValue<double>().ShouldBeGreaterThan(0, figure);
        }

        document["kernels"]!.AsArray().ShouldBeEmpty();
        run.Error.ShouldContain("simulating zero of 1 cameras, size tiny");
    }

    [Fact]
    public async Task Tables_stand_in_line_and_in_markdown_as_tables_of_a_document()
    {
        string[] what = ["--cameras", "b0", "--flavors", "zero", "--repeat", "1", "--only", "cameras"];
        var aligned = await BenchAsync(what);
        var markdown = await BenchAsync([.. what, "--markdown"]);

        aligned.ExitCode.ShouldBe(ExitCode.Success, aligned.Error);
        aligned.Out.ShouldContain("b0      zero");
        aligned.Out.ShouldNotContain("Whole exposures");
        markdown.Out.Split('\n').ShouldContain(line => line.StartsWith("| b0 | zero | "));
        markdown.Error.ShouldNotContain("simulating", Case.Sensitive, "the first one left its exposure in the cache");
    }

    [Theory]
    [InlineData("--size: a size is one of full, demo, tiny", "--size", "huge")]
    [InlineData("--cameras: 'b' is not a camera", "--cameras", "r0,b")]
    [InlineData("--flavors: 'twilight' is not a flavor", "--flavors", "zero,twilight")]
    [InlineData("--only: 'fits' is none of cameras, exposures, kernels", "--only", "cameras,fits")]
    [InlineData("--workers is a number from 1 to 64", "--workers", "0")]
    [InlineData("--repeat is a number from 1 to 100", "--repeat", "101")]
    [InlineData("'--sise' is not a known option; did you mean '--size'?", "--sise", "full")]
    public async Task A_wrong_option_is_a_usage_error_and_nothing_is_measured(string says, params string[] options)
    {
        var run = await CommandLineRun.OfAsync(["bench", .. options]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mappings_that_are_not_there_are_a_failure_in_both_forms()
    {
        var run = await CommandLineRun.OfAsync("bench", "--mappings", Path.Combine(cache, "none"), "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("mapping files does not exist");
        JsonNode.Parse(run.Out)!["failure"]!.GetValue<string>().ShouldContain("none");
    }

    private Task<CommandLineRun> BenchAsync(params string[] options) =>
        CommandLineRun.OfAsync([
            "bench",
            "--size",
            "tiny",
            "--warmup",
            "1",
            "--cache",
            cache,
            "--mappings",
            MappingFiles.Product,
            .. options,
        ]);
}
