using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public sealed class SimulateVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-simulate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Exposures_and_calibration_are_written_and_listed()
    {
        var run = await CommandLineRun.OfAsync(
            "simulate",
            "--out",
            folder,
            "--size",
            "tiny",
            "--cameras",
            "b0,r0",
            "--flavors",
            "zero,science",
            "--program",
            "bright",
            "--exposure",
            "41"
        );

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        run.Error.ShouldContain("exposure 00000042 science, 2 cameras");
        run.Out.ShouldContain("bright");
        File.Exists(Path.Combine(folder, "raw", "20261101", "00000041", "desi-00000041.fits.fz")).ShouldBeTrue();
        File.Exists(Path.Combine(folder, "raw", "20261101", "00000042", "fibermap-00000042.fits")).ShouldBeTrue();
        File.Exists(Path.Combine(folder, "calib", "spec", "sp0", "r0.yaml")).ShouldBeTrue();
    }

    [Fact]
    public async Task Faults_are_in_the_exposure_and_in_its_truth_and_the_limits_fit_the_instrument()
    {
        var run = await CommandLineRun.OfAsync(
            "simulate",
            "--out",
            folder,
            "--size",
            "tiny",
            "--cameras",
            "b0,r0",
            "--flavors",
            "zero",
            "--fault",
            "read-noise-rise:r0:3",
            "--fault",
            "wrong-night"
        );

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var truth = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "raw", "20261101", "00000001", "truth-00000001.json"))
        )!;
        truth["header_night"]!.GetValue<string>().ShouldBe("20261031");
        truth["faults"]!
            .AsArray()
            .Select(fault => $"{fault!["name"]} {fault["amount"]} {fault["unit"]} {string.Join(',', fault["cameras"]!.AsArray())}")
            .ShouldBe(["read-noise-rise 3  r0", "wrong-night -1 nights b0,r0"]);
        var set = await MappingFiles.LoadAsync(Path.Combine(folder, "mappings"));
        set.Flavors[Flavor.Science].Stages.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("defokus", "did you mean 'defocus'?")]
    [InlineData("cloud", "cloud cannot happen in an exposure of flavor zero; it can in: science")]
    [InlineData("defocus:z9", "defocus cannot happen in an exposure of flavor zero")]
    [InlineData("read-noise-rise:z9", "the exposure has no camera z9")]
    [InlineData("missing-camera", "missing-camera would leave no camera in the exposure")]
    public async Task A_fault_that_cannot_be_is_refused_before_anything_is_written(string fault, string reason)
    {
        var run = await CommandLineRun.OfAsync(
            "simulate",
            "--out",
            folder,
            "--size",
            "tiny",
            "--cameras",
            "b0",
            "--flavors",
            "zero",
            "--fault",
            fault
        );

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(reason);
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_is_one_document_with_the_files()
    {
        var run = await CommandLineRun.OfAsync(
            "simulate",
            "--out",
            folder,
            "--size",
            "tiny",
            "--cameras",
            "z9",
            "--flavors",
            "dark",
            "--date",
            "20250102",
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var exposure = JsonNode.Parse(run.Out)!["exposures"]!.AsArray().ShouldHaveSingleItem()!;
        exposure["flavor"]!.GetValue<string>().ShouldBe("dark");
        exposure["night"]!.GetValue<string>().ShouldBe("20250102");
        exposure["fibermap_file"].ShouldBeNull();
        File.Exists(exposure["raw_file"]!.GetValue<string>()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_failure_that_names_it()
    {
        var file = Path.Combine(folder, "in-the-way");
        await File.WriteAllTextAsync(file, "a file");

        var run = await CommandLineRun.OfAsync(
            "simulate",
            "--out",
            file,
            "--size",
            "tiny",
            "--cameras",
            "b0",
            "--flavors",
            "zero",
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("in-the-way");
        JsonNode.Parse(run.Out)!["failure"]!.GetValue<string>().ShouldContain("in-the-way");
    }
}
