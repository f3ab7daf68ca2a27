using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>
/// All golden exposures from raw file to merged document, judged by the original's own limits. Expected values: what desispec 0.68.1 wrote
/// (Golden/README.md); tolerances from there too.
/// </summary>
public class GoldenDocumentTests
{
    private const string Stage = "CHECK_CCDs";

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task The_ccd_task_has_the_originals_values_and_verdicts(string set, int exposure, string camera)
    {
        var (ours, theirs) = await RunAsync(set, exposure, camera, MappingFiles.Original);

        ShouldAgree(ours, theirs, "BIAS_AMP", 1e-9);
        ShouldAgree(ours, theirs, "NOISE_AMP", 1e-9);
        ShouldAgree(ours, theirs, "NOISE_OVERSCAN_AMP", 0);
        ShouldAgree(ours, theirs, "LITFRAC_AMP", 0);
        foreach (var metric in (string[])["BIAS_AMP", "NOISE_AMP", "LITFRAC_AMP"])
        {
            ours.StatusOf(Stage, $"{metric}_STATUS").ShouldBe(theirs.StatusOf(Stage, $"{metric}_STATUS"), metric);
            ours.LimitsOf(Stage, metric)!
                .ShouldSatisfyAllConditions(
                    limits => limits.Reference.ShouldBe(theirs.LimitsOf(Stage, metric)!.Reference),
                    limits => limits.Normal.ShouldBe(theirs.LimitsOf(Stage, metric)!.Normal),
                    limits => limits.Warning.ShouldBe(theirs.LimitsOf(Stage, metric)!.Warning)
                );
        }
    }

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task The_document_has_the_originals_keys_for_all_that_is_computed(string set, int exposure, string camera)
    {
        var golden = GoldenRun.SetOf(set);
        var run = await GoldenRun.OfAsync(golden, exposure, camera, await MappingFiles.LoadAsync(MappingFiles.Original));
        var ours = System.Text.Json.Nodes.JsonNode.Parse(run.Outcome.MergedQa!.Value.Span)!;
        var theirs = System.Text.Json.Nodes.JsonNode.Parse(
            (await File.ReadAllTextAsync(golden.ExpectedMerged(camera, exposure))).Replace("NaN", "null", StringComparison.Ordinal)
        )!;

        foreach (var key in (string[])["NIGHT", "EXPID", "CAMERA", "FLAVOR"])
        {
            ours[key]!.ToJsonString().ShouldBe(theirs[key]!.ToJsonString());
        }

        // Science documents carry the sky lines again, as in the version that QLF read (pipeline.md 3.1).
        string[] added = exposure is 104 or 204 ? ["QuickLook", "B_PEAKS", "R_PEAKS", "Z_PEAKS"] : ["QuickLook"];
        KeysOf(ours["GENERAL_INFO"]!).ShouldBe(KeysOf(theirs["GENERAL_INFO"]!, added));
        // What Calc_XWSigma adds is not computed yet; the header check is ours.
        string[] later =
        [
            .. KeysOf(theirs["TASKS"]![Stage]!["METRICS"]!).Where(key => key.StartsWith("XWSIGMA", StringComparison.Ordinal)),
        ];
        KeysOf(ours["TASKS"]![Stage]!["METRICS"]!)
            .ShouldBe(
                KeysOf(theirs["TASKS"]![Stage]!["METRICS"]!, "CHECKHDUS", "CHECKHDUS_STATUS", "CHECKHDUS_TEXT", "EXPNUM").Except(later)
            );
        KeysOf(ours["TASKS"]![Stage]!["PARAMS"]!)
            .Where(key => !key.StartsWith("CHECKHDUS", StringComparison.Ordinal))
            .ShouldBe(
                KeysOf(theirs["TASKS"]![Stage]!["PARAMS"]!)
                    .Where(key => !key.StartsWith("XWSIGMA", StringComparison.Ordinal) && !key.EndsWith("_PEAKS", StringComparison.Ordinal))
                    .Except(["PIXEL_RANGE", "MAX_SIGMA"])
            );
    }

    [Theory]
    [InlineData("A", 104, "r0")]
    [InlineData("A", 102, "b0")]
    [InlineData("B", 204, "r0")]
    public async Task The_general_information_is_the_originals(string set, int exposure, string camera)
    {
        var (ours, theirs) = await RunAsync(set, exposure, camera, MappingFiles.Original);
        string[] keys =
        [
            "EXPTIME",
            "AIRMASS",
            "SEEING",
            "RA",
            "DEC",
            "ELG_FIBERID",
            "LRG_FIBERID",
            "QSO_FIBERID",
            "SKY_FIBERID",
            "STAR_FIBERID",
            "NSKY_FIB",
        ];
        foreach (var key in keys)
        {
            ValuesOf(ours, key).ShouldBe(ValuesOf(theirs, key), key);
        }

        ours.Program.ShouldBe(theirs.Program);
        theirs.ValuesAt("GENERAL_INFO", "EXPTIME").ShouldNotBeEmpty();

        static double?[]? ValuesOf(MergedQa document, string key) =>
            document.ValuesAt("GENERAL_INFO", key) is { IsDefault: false } values ? [.. values] : null;
    }

    [Fact]
    public async Task Magnitudes_of_fibers_are_the_originals()
    {
        var run = await GoldenRun.OfAsync(GoldenRun.SetOf("A"), 104, "r0", await MappingFiles.LoadAsync(MappingFiles.Original));
        var ours = MagnitudesOf(System.Text.Encoding.UTF8.GetString(run.Outcome.MergedQa!.Value.Span));
        var theirs = MagnitudesOf(await File.ReadAllTextAsync(GoldenRun.SetOf("A").ExpectedMerged("r0", 104)));

        ours.Length.ShouldBe(3 * 75);
        for (var i = 0; i < ours.Length; i++)
        {
            // Single precision on both sides: a few units in the last place of numbers up to 30.
            ours[i].ShouldBe(theirs[i], 1e-5, $"entry {i}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task By_the_limits_of_its_own_instrument_a_healthy_exposure_is_normal(string set, int exposure, string camera)
    {
        var golden = GoldenRun.SetOf(set);
        var run = await GoldenRun.OfAsync(golden, exposure, camera, await MappingFiles.LoadAsync(MappingFiles.DemoOf(golden)));

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Outcome.Quality.ShouldBe(Quality.Normal, string.Join('\n', run.Log));
    }

    [Fact]
    public async Task The_document_names_the_mapping_that_judged_it_and_is_what_stands_on_disk()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Product);
        var output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;
        try
        {
            var request = GoldenRun.RequestOf(GoldenRun.SetOf("A"), 101, "b0", mappings, output);
            var run = await GoldenRun.OfAsync(request, new GoldenRun.Recorder(), TimeProvider.System, CancellationToken.None);

            MergedQa.Read(run.Outcome.MergedQa!.Value).Value.Origin!.MappingHash.ShouldBe(mappings.Hash);
            run.Outcome.MergedQaFile.ShouldBe(Path.Combine(output, "exposures", "20201107", "00000101", "ql-mergedQA-b0-00000101.json"));
            (await File.ReadAllBytesAsync(run.Outcome.MergedQaFile!)).ShouldBe(run.Outcome.MergedQa.Value.ToArray());
            Directory.GetFiles(output, "*", SearchOption.AllDirectories).Length.ShouldBe(2, "document and log, no temporary file");
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task<(MergedQa Ours, MergedQa Theirs)> RunAsync(string set, int exposure, string camera, string mappings)
    {
        var golden = GoldenRun.SetOf(set);
        var run = await GoldenRun.OfAsync(golden, exposure, camera, await MappingFiles.LoadAsync(mappings));
        run.Outcome.State.ShouldBe(RunState.Succeeded, run.Outcome.Reason);
        var expected = await File.ReadAllBytesAsync(golden.ExpectedMerged(camera, exposure));
        return (MergedQa.Read(run.Outcome.MergedQa!.Value).Value, MergedQa.Read(expected).Value);
    }

    private static void ShouldAgree(MergedQa ours, MergedQa theirs, string metric, double relative)
    {
        var (found, expected) = (ours.ValuesOf(Stage, metric), theirs.ValuesOf(Stage, metric));
        found.Length.ShouldBe(4, metric);
        for (var i = 0; i < 4; i++)
        {
            var (value, wanted) = (found[i]!.Value, expected[i]!.Value);
            Math.Abs(value - wanted).ShouldBeLessThanOrEqualTo(Math.Abs(wanted) * relative, $"{metric}[{i}] is {value}, expected {wanted}");
        }
    }

    private static double[] MagnitudesOf(string document) =>
        [
            .. System.Text.Json.Nodes.JsonNode.Parse(document.Replace("NaN", "null", StringComparison.Ordinal))!["GENERAL_INFO"]![
                "FIBER_MAGS"
            ]!
                .AsArray()
                .SelectMany(band => band!.AsArray())
                .Select(value => value?.GetValue<double>() ?? double.NaN),
        ];

    private static string[] KeysOf(System.Text.Json.Nodes.JsonNode node, params string[] more) =>
        [.. node.AsObject().Select(member => member.Key).Concat(more).Order(StringComparer.Ordinal)];
}
