using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
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

    /// <summary>
    /// Verdicts that are not the original's in the default profile: pipeline.md 7.2, nos. 7 and 26 (widths of lines), 8 (signal to noise), and the r-band
    /// sky of cameras that do not see it, which has no verdict.
    /// </summary>
    internal static readonly string[] MayDiffer = ["XWSIGMA_STATUS", "FIDSNR_TGT_STATUS", "SKYRBAND_STATUS"];

    private static readonly string[] NonFinite = ["NaN", "Infinity", "-Infinity", "inf", "-inf", "nan"];

    [Theory]
    [MemberData(nameof(GoldenRun.All), MemberType = typeof(GoldenRun))]
    public async Task The_ccd_task_has_the_originals_values_and_verdicts(string set, int exposure, string camera)
    {
        var (ours, theirs) = await RunAsync(set, exposure, camera);

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
    [MemberData(nameof(GoldenRun.InEachProfile), MemberType = typeof(GoldenRun))]
    public async Task Verdicts_are_the_originals_but_where_its_rule_is_a_listed_defect(
        string set,
        int exposure,
        string camera,
        string profile
    )
    {
        var engine = EngineProfile.Parse(profile).Value;
        var ours = MergedQa.Read((await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, engine)).Outcome.MergedQa!.Value).Value;
        var theirs = MergedQa.Read(await File.ReadAllBytesAsync(GoldenRun.SetOf(set).ExpectedMerged(camera, exposure))).Value;

        var statuses = theirs.Stages.SelectMany(stage => theirs.StatusesOf(stage).Select(status => (stage, status.Key, status.Value)));
        foreach (var (stage, key, quality) in statuses.Where(status => engine == EngineProfile.Desispec || !MayDiffer.Contains(status.Key)))
        {
            ours.StatusOf(stage, key).ShouldBe(quality, key);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenRun.InEachProfile), MemberType = typeof(GoldenRun))]
    public async Task The_document_is_proper_JSON_without_non_finite_numbers_and_our_reader_knows_it(
        string set,
        int exposure,
        string camera,
        string profile
    )
    {
        var run = await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, EngineProfile.Parse(profile).Value);

        var texts = Leaves(JsonNode.Parse(run.Outcome.MergedQa!.Value.Span)).Where(leaf => leaf.GetValueKind() == JsonValueKind.String);
        texts.Select(leaf => leaf.ToString()).ShouldAllBe(text => !NonFinite.Contains(text));
        var read = MergedQa.Read(run.Outcome.MergedQa.Value).Value;
        read.Night.ShouldBe(GoldenRun.SetOf(set).Night);
        read.Exposure!.Value.Number.ShouldBe(exposure);
        read.Camera.ToString().ShouldBe(camera);
        read.Origin!.Profile.ShouldBe(profile);
        read.Origin.StatusRule.ShouldBe(profile == "desispec" ? "by rank" : "by position");
        read.Stages.Order().ShouldBe(StagesOf(read.Flavor!.Value).Order());
        read.StatusesOf(Stage).Count.ShouldBeGreaterThan(2);

        static string[] StagesOf(Flavor flavor) =>
            flavor switch
            {
                Flavor.Science => [Stage, "CHECK_FIBERS", "CHECK_SPECTRA"],
                Flavor.Arc => [Stage, "CHECK_FIBERS", "CHECK_ARC"],
                Flavor.Flat => [Stage, "CHECK_FIBERS", "CHECK_FIBERFLAT"],
                _ => [Stage],
            };
    }

    [Theory]
    [InlineData("A", 104, "r0")]
    [InlineData("A", 102, "b0")]
    [InlineData("B", 204, "r0")]
    public async Task The_general_information_is_the_originals(string set, int exposure, string camera)
    {
        var (ours, theirs) = await RunAsync(set, exposure, camera);
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
        var ours = MagnitudesOf((await GoldenRun.ByTheOriginalsLimitsAsync("A", 104, "r0", EngineProfile.QuickLook)).Document);
        var theirs = MagnitudesOf(await GoldenRun.ExpectedDocumentAsync("A", 104, "r0"));

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
        var run = await GoldenRun.OfAsync(golden, exposure, camera, await MappingFiles.LoadAsync(MappingFiles.LimitsOf(golden)));

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

    private static async Task<(MergedQa Ours, MergedQa Theirs)> RunAsync(string set, int exposure, string camera)
    {
        var run = await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, EngineProfile.QuickLook);
        run.Outcome.State.ShouldBe(RunState.Succeeded, run.Outcome.Reason);
        var expected = await File.ReadAllBytesAsync(GoldenRun.SetOf(set).ExpectedMerged(camera, exposure));
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

    private static double[] MagnitudesOf(JsonObject document) =>
        [
            .. document["GENERAL_INFO"]!["FIBER_MAGS"]!
                .AsArray()
                .SelectMany(band => band!.AsArray())
                .Select(value => value?.GetValue<double>() ?? double.NaN),
        ];

    private static IEnumerable<JsonValue> Leaves(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Leaves(member.Value)),
            JsonArray items => items.SelectMany(Leaves),
            JsonValue value => [value],
            _ => [],
        };
}
