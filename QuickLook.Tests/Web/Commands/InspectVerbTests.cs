using System.Text.Json.Nodes;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public class InspectVerbTests
{
    [Fact]
    public async Task A_raw_exposure_is_listed_hdu_by_hdu()
    {
        var run = await CommandLineRun.OfAsync("inspect", GoldenSet.A.RawFile(101));

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        // Size of the raw b0 image: README of the golden data, 636 x 1024 CCD pixels with prescans and overscans.
        run.Out.Split('\n').Single(line => line.Contains(" B0 ")).ShouldContain("compressed image");
        run.Out.ShouldContain("RICE_1");
    }

    [Fact]
    public async Task Json_is_one_document_with_numbers()
    {
        var run = await CommandLineRun.OfAsync("inspect", GoldenSet.A.FibermapFile(104), "--json");

        var document = JsonNode.Parse(run.Out)!;
        document["sound"]!.GetValue<bool>().ShouldBe(run.ExitCode == ExitCode.Success);
        var table = document["hdus"]!.AsArray().Single(hdu => hdu!["name"]!.GetValue<string>() == "FIBERMAP")!;
        table["type"]!.GetValue<string>().ShouldBe("binary table");
        table["columns"]!.AsArray().Select(column => column!["name"]!.GetValue<string>()).ShouldContain("OBJTYPE");
    }

    [Fact]
    public async Task A_file_that_is_no_fits_file_is_a_failure_in_both_forms()
    {
        var file = Path.Combine(GoldenSet.A.Root, "truth.json");
        var run = await CommandLineRun.OfAsync("inspect", file, "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("truth.json");
        JsonNode.Parse(run.Out)!["failure"]!.GetValue<string>().ShouldContain("truth.json");
    }
}
