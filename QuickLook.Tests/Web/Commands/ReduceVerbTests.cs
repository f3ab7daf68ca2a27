using System.Text.Json.Nodes;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public sealed class ReduceVerbTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-reduce-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public async Task A_healthy_exposure_is_a_table_with_a_line_per_camera()
    {
        var run = await ReduceAsync(GoldenSet.A, 101);

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var lines = run.Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("exposure 00000101, zero, night 20201107");
        lines[2..].Select(line => line[..7].Trim()).ShouldBe(["b0", "r0", "z0"]);
        lines[2..].ShouldAllBe(line => line.Contains("succeeded") && line.Contains("NOISE_AMP NORMAL"));
        File.Exists(Path.Combine(output, "exposures", "20201107", "00000101", "ql-mergedQA-b0-00000101.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Json_is_one_document_and_nothing_else()
    {
        var run = await ReduceAsync(GoldenSet.B, 202, "--cameras", "R0", "--json");

        var document = JsonNode.Parse(run.Out)!;
        document["flavor"]!.GetValue<string>().ShouldBe("arc");
        var camera = document["cameras"]!.AsArray().ShouldHaveSingleItem()!;
        camera["state"]!.GetValue<string>().ShouldBe("succeeded");
        // The product's limits are not those of this simulated instrument; an alarm about the data is no failed camera.
        camera["quality"]!.GetValue<string>().ShouldBe("ALARM");
        camera["tests"]!
            .AsArray()
            .Count.ShouldBe(10, "the exposure, four of the CCD, shifts, good fibers, lamp peaks, line widths and lamp lines");
        run.ExitCode.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public async Task Folders_come_from_the_environment_when_no_option_names_them()
    {
        var environment = new Dictionary<string, string>
        {
            ["DESI_SPECTRO_DATA"] = GoldenSet.A.RawRoot,
            ["DESI_SPECTRO_CALIB"] = GoldenSet.A.CalibrationRoot,
            ["DESI_SPECTRO_REDUX"] = output,
            ["QUICKLOOK_MAPPINGS"] = MappingFiles.Original,
        };
        var run = await CommandLineRun.OfAsync(
            environment,
            "reduce",
            "--night",
            "20201107",
            "--exposure",
            "101",
            "--cameras",
            "b0",
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        JsonNode.Parse(run.Out)!["mapping_hash"]!.GetValue<string>().ShouldBe((await MappingFiles.LoadAsync(MappingFiles.Original)).Hash);
    }

    [Theory]
    [InlineData(null, null, "quicklook", "by position")]
    [InlineData(null, "desispec", "desispec", "by rank")]
    [InlineData("Desispec", null, "desispec", "by rank")]
    [InlineData("quicklook", "desispec", "quicklook", "by position")]
    public async Task The_profile_is_the_options_else_that_of_the_environment_and_stands_in_the_document(
        string? option,
        string? variable,
        string profile,
        string rule
    )
    {
        var environment = new Dictionary<string, string>();
        if (variable is not null)
        {
            environment["QUICKLOOK_COMPAT"] = variable;
        }

        string[] compat = option is null ? [] : ["--compat", option];
        var run = await CommandLineRun.OfAsync(environment, [.. Arguments(GoldenSet.A, 101, "--cameras", "b0", "--json"), .. compat]);

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var file = JsonNode.Parse(run.Out)!["cameras"]![0]!["merged_qa"]!.GetValue<string>();
        var origin = JsonNode.Parse(await File.ReadAllTextAsync(file))!["GENERAL_INFO"]!["QuickLook"]!;
        origin["profile"]!.GetValue<string>().ShouldBe(profile);
        origin["status_rule"]!.GetValue<string>().ShouldBe(rule);
    }

    [Fact]
    public async Task A_profile_of_the_environment_that_there_is_not_is_a_usage_error_with_its_variable()
    {
        var environment = new Dictionary<string, string> { ["QUICKLOOK_COMPAT"] = "original" };
        var run = await CommandLineRun.OfAsync(environment, Arguments(GoldenSet.A, 101));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("QUICKLOOK_COMPAT: 'original' is not a profile of the engine: quicklook or desispec");
    }

    [Fact]
    public async Task A_camera_that_is_not_in_the_file_fails_alone()
    {
        var run = await ReduceAsync(GoldenSet.A, 101, "--cameras", "b0,b7", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        var cameras = JsonNode.Parse(run.Out)!["cameras"]!.AsArray();
        cameras[0]!["state"]!.GetValue<string>().ShouldBe("succeeded");
        cameras[1]!["state"]!.GetValue<string>().ShouldBe("failed");
        cameras[1]!["reason"]!.GetValue<string>().ShouldBe("desi-00000101.fits.fz: camera b7 is not in the file; it has b0 r0 z0");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.97)]
    public async Task A_truncated_file_names_what_is_missing_and_keeps_the_cameras_that_are_whole(double part)
    {
        var raw = await RawRootOfAsync(bytes => bytes[..(int)(bytes.Length * part)]);
        var run = await ReduceAsync(GoldenSet.A, 101, "--raw", raw, "--cameras", "b0,r0,z0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("damaged");
        var document = JsonNode.Parse(run.Out)!;
        document["damage"]!.GetValue<string>().ShouldContain("desi-00000101.fits.fz");
        var states = document["cameras"]!.AsArray().Select(camera => camera!["state"]!.GetValue<string>()).ToArray();
        states.ShouldContain("failed");
        var reasons = document["cameras"]!
            .AsArray()
            .Where(camera => camera!["state"]!.GetValue<string>() == "failed")
            .Select(camera => camera!["reason"]!.GetValue<string>());
        reasons.ShouldAllBe(reason => reason.Contains("desi-00000101.fits.fz"));
        states.Contains("succeeded").ShouldBe(part > 0.9, "whatever was read out before the cut is good");
    }

    [Fact]
    public async Task A_missing_calibration_is_named_with_the_files_that_were_looked_for_and_the_run_fails_7_2_no_21()
    {
        var run = await ReduceAsync(GoldenSet.A, 101, "--calib", output, "--cameras", "b0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        var camera = JsonNode.Parse(run.Out)!["cameras"]![0]!;
        camera["failed_step"]!.GetValue<string>().ShouldBe("Preproc");
        camera["reason"]!.GetValue<string>().ShouldContain("there is no calibration for camera b0");
        camera["merged_qa"].ShouldBeNull();
        run.Error.ShouldContain("QuickLook CRITICAL : Failed to run PA Preproc error was camera b0: there is no calibration");
        Directory.GetFiles(output, "*.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_that_fails_is_not_a_success()
    {
        var zero = await File.ReadAllTextAsync(Path.Combine(MappingFiles.Product, "zero.json"));
        using var files = new MappingFiles(zero.Replace("[68.2, 95.4, 99.7]", "[68.2]", StringComparison.Ordinal));
        var run = await ReduceAsync(GoldenSet.A, 101, "--mappings", files.Folder, "--cameras", "b0,r0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("QuickLook WARNING : Failed to run QA Get_RMS. Got Exception PERCENTILES: at least two percentages");
        var cameras = JsonNode.Parse(run.Out)!["cameras"]!.AsArray();
        cameras.ShouldAllBe(camera => camera!["state"]!.GetValue<string>() == "partly failed");
        cameras.ShouldAllBe(camera => camera!["merged_qa"] != null, "the other tests are in the document");
    }

    [Fact]
    public async Task An_unknown_flavor_is_named()
    {
        var raw = await RawRootOfAsync(bytes =>
        {
            var header = System.Text.Encoding.ASCII.GetString(bytes, 0, 28_800);
            var at = header.IndexOf("'zero    '", StringComparison.Ordinal);
            at.ShouldBeGreaterThan(0);
            "'sparkle '"u8.CopyTo(bytes.AsSpan(at));
            return bytes;
        });
        var run = await ReduceAsync(GoldenSet.A, 101, "--raw", raw, "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("'SPARKLE' is not a flavor that QuickLook knows");
        JsonNode.Parse(run.Out)!["failure"]!.GetValue<string>().ShouldContain("desi-00000101.fits.fz");
    }

    [Fact]
    public async Task A_missing_exposure_is_named()
    {
        var run = await ReduceAsync(GoldenSet.A, 999);
        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldBe($"quicklook: File does not exist: {GoldenSet.A.RawFile(999)}\n");
    }

    [Fact]
    public async Task Invalid_mappings_are_reported_with_every_fault()
    {
        using var files = new MappingFiles(MappingFiles.Zero.Replace("[-40, 40]", "[40, -40]", StringComparison.Ordinal));
        var run = await ReduceAsync(GoldenSet.A, 101, "--mappings", files.Folder);

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("zero.json:12 step_list[0].qa_list[0].limits.normal: the range is upside down");
    }

    [Fact]
    public async Task A_flavor_without_mapping_is_named()
    {
        using var files = new MappingFiles();
        var run = await ReduceAsync(GoldenSet.A, 102, "--mappings", files.Folder, "--cameras", "b0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        JsonNode.Parse(run.Out)!["cameras"]![0]!["reason"]!.GetValue<string>().ShouldContain("there is no mapping file arc.json");
    }

    private Task<CommandLineRun> ReduceAsync(GoldenSet set, int exposure, params string[] more) =>
        CommandLineRun.OfAsync(Arguments(set, exposure, more));

    private string[] Arguments(GoldenSet set, int exposure, params string[] more)
    {
        string[] first = ["reduce", "--night", set.Night.ToString(), "--exposure", $"{exposure}", "--out", output];
        string[] roots =
        [
            .. Unless("--raw", set.RawRoot),
            .. Unless("--calib", set.CalibrationRoot),
            .. Unless("--mappings", MappingFiles.Product),
        ];
        return [.. first, .. roots, .. more];

        string[] Unless(string option, string value) => more.Contains(option) ? [] : [option, value];
    }

    /// <summary>A raw-data root with the golden zero, changed.</summary>
    private async Task<string> RawRootOfAsync(Func<byte[], byte[]> change)
    {
        var folder = Directory.CreateDirectory(Path.Combine(output, "raw", "20201107", "00000101")).FullName;
        var bytes = change(await File.ReadAllBytesAsync(GoldenSet.A.RawFile(101)));
        await File.WriteAllBytesAsync(Path.Combine(folder, "desi-00000101.fits.fz"), bytes);
        return Path.Combine(output, "raw");
    }
}
