using System.Text.Json.Nodes;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>
/// Keys of the merged document against the original's (pipeline.md 5.3): nothing is lost but what is named here, and nothing is added but what is
/// named here, so that a new key is somebody's choice.
/// </summary>
public class GoldenKeysTests
{
    private const string Information = "GENERAL_INFO";
    private const string Metrics = "METRICS";
    private const string Parameters = "PARAMS";

    private static readonly string[] PeakLists = ["B_PEAKS", "R_PEAKS", "Z_PEAKS"];
    private static readonly string[] FiberLists = ["FIBERS_OF", "FIBER_NUMBERS"];

    [Theory]
    [MemberData(nameof(GoldenRun.InEachProfile), MemberType = typeof(GoldenRun))]
    public async Task Keys_are_the_originals_and_what_is_added_on_purpose(string set, int exposure, string camera, string profile)
    {
        var ours = (await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, EngineProfile.Parse(profile).Value)).Document;
        var theirs = await GoldenRun.ExpectedDocumentAsync(set, exposure, camera);
        var kind = new Kind(set, exposure % 100, camera[0], profile == "quicklook");

        KeysOf(ours).ShouldBe(KeysOf(theirs));
        KeysOf(ours["TASKS"]).ShouldBe(KeysOf(theirs["TASKS"]));
        foreach (var key in (string[])["NIGHT", "EXPID", "CAMERA", "FLAVOR"])
        {
            ours[key]!.ToJsonString().ShouldBe(theirs[key]!.ToJsonString());
        }

        Compare(ours[Information], theirs[Information], AddedInformation(kind), [], Information);
        foreach (var (task, content) in ours["TASKS"]!.AsObject())
        {
            var expected = theirs["TASKS"]![task]!;
            Compare(content![Metrics], expected[Metrics], AddedMetrics(task, kind), LostMetrics(task, kind), $"{task} {Metrics}");
            Compare(
                content[Parameters],
                expected[Parameters],
                AddedParameters(task, kind),
                LostParameters(task, kind),
                $"{task} {Parameters}"
            );
        }
    }

    [Fact]
    public async Task The_shipped_recipe_adds_the_check_of_the_exposure_and_the_residuals_of_the_sky()
    {
        var shipped = await GoldenRun.OfAsync(GoldenRun.SetOf("B"), 204, "r0", await MappingFiles.LoadAsync(MappingFiles.Product));
        var original = await GoldenRun.ByTheOriginalsLimitsAsync("B", 204, "r0", EngineProfile.QuickLook);

        foreach (var task in original.Document["TASKS"]!.AsObject().Select(task => task.Key))
        {
            string[] added =
            [
                "SKYRESID",
                "SKYRESID_STATUS",
                "SKYRESID_FIB",
                "SKYRESID_RMS_FIB",
                "MED_SKY_SPECTRUM",
                "MED_SKY_SPECTRUM_WAVE",
                "SKY_FALLBACK",
            ];
            Compare(
                shipped.Document["TASKS"]![task]![Metrics],
                original.Document["TASKS"]![task]![Metrics],
                task switch
                {
                    "CHECK_CCDs" => ["CHECKEXP", "CHECKEXP_STATUS", "CHECKEXP_TEXT"],
                    "CHECK_SPECTRA" => added,
                    _ => [],
                },
                [],
                task
            );
        }
    }

    private static string[] AddedInformation(Kind kind) =>
        // Science documents carry the sky lines again, as in the version that QLF read (pipeline.md 3.1).
        ["QuickLook", .. If(kind.IsScience, [.. PeakLists, .. FiberLists])];

    private static string[] AddedMetrics(string task, Kind kind) =>
        task switch
        {
            "CHECK_CCDs" =>
            [
                "SATFRAC_AMP",
                "COSMICFRAC_AMP",
                .. If(kind.IsDefault, "CHECKHDUS", "CHECKHDUS_STATUS", "CHECKHDUS_TEXT", "EXPNUM"),
                .. If(kind.HasWidths && kind.IsDefault, FiberLists),
                // The original's two lists of widths are of unequal length.
                .. If(kind.HasWidths && !kind.IsDefault, "FIBERS_OF", "XWSIGMA_FIBER_NUMBERS"),
            ],
            "CHECK_FIBERS" =>
            [
                .. FiberLists,
                "XYSHIFTS_FIB",
                "XYSHIFTS_SAMPLES",
                .. If(!kind.IsScience, "LAMP_LEVEL"),
                .. If(kind.HasWidths && !kind.IsScience, "LAMP_PEAKS"),
                .. If(kind.LacksShifts, "XYSHIFTS", "XYSHIFTS_STATUS"),
            ],
            "CHECK_SPECTRA" =>
            [
                .. FiberLists,
                "SKY_FIBER_NUMBERS",
                "TGT_FIBER_NUMBERS",
                "SNR_RESID_FIBER_NUMBERS",
                "DELTAMAG_FIBER_NUMBERS",
                "SNR_MODEL",
                "EFFTIME",
                "EFFTIME_TGT",
                // What the original's tests measure too, but its document loses (pipeline.md 5.2, item 8).
                "EXPTIME",
                "FIT_FILTER",
                "FILTERS",
                "RA",
                "DEC",
                "NSKY_FIB",
                "SKYFIBERID",
                "ELG_FIBERID",
                "LRG_FIBERID",
                "QSO_FIBERID",
                "STAR_FIBERID",
            ],
            "CHECK_ARC" => [.. FiberLists, "ARC_LINES", "ARC_LINE_SIGMA", "ARC_LINE_OFFSET", "ARC_LINE_NFIB"],
            "CHECK_FIBERFLAT" => FiberLists,
            _ => [],
        };

    private static string[] AddedParameters(string task, Kind kind) =>
        task switch
        {
            "CHECK_CCDs" =>
            [
                .. If(kind.IsScience, PeakLists),
                .. If(kind.IsDefault, "CHECKHDUS_NORMAL_RANGE", "CHECKHDUS_WARN_RANGE"),
                .. If(kind.IsDefault, kind.IsScience ? "CHECKHDUS_DARK_REF" : "CHECKHDUS_REF"),
            ],
            "CHECK_FIBERS" =>
            [
                "WAVESTEP",
                .. If(kind.LacksShifts, "XYSHIFTS_NORMAL_RANGE", "XYSHIFTS_WARN_RANGE"),
                .. If(kind.LacksShifts && kind.IsScience, "XYSHIFTS_DARK_REF"),
                // The original loses it (pipeline.md 7.2, no. 17).
                .. If(!kind.IsScience, "XYSHIFTS_REF"),
            ],
            "CHECK_SPECTRA" => PeakLists,
            _ => [],
        };

    private static string[] LostMetrics(string task, Kind kind) =>
        If(task == "CHECK_SPECTRA" && kind.HasNoRband, "SKYRBAND", "SKYRBAND_FIB", "SKYRBAND_STATUS");

    private static string[] LostParameters(string task, Kind kind) =>
        If(task == "CHECK_SPECTRA" && kind.HasNoRband, "SKYRBAND_DARK_REF", "SKYRBAND_NORMAL_RANGE", "SKYRBAND_WARN_RANGE");

    private static string[] If(bool condition, params string[] keys) => condition ? keys : [];

    private static void Compare(JsonNode? ours, JsonNode? theirs, string[] added, string[] lost, string place) =>
        KeysOf(ours).ShouldBe(KeysOf(theirs).Except(lost).Concat(added).Order(StringComparer.Ordinal), $"{place} of the document");

    private static IEnumerable<string> KeysOf(JsonNode? node) =>
        node!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);

    /// <summary>What decides which keys a document has: the golden set, the exposure within it, the arm and the profile.</summary>
    private sealed record Kind(string Set, int Exposure, char Arm, bool IsDefault)
    {
        public bool IsScience => Exposure == 4;

        public bool HasWidths => Exposure is 2 or 4;

        /// <summary>Trace_Shifts of the original fails with fewer than 500 fibers (Golden/README.md).</summary>
        public bool LacksShifts => Set == "A";

        /// <summary>The sky in the r band is not judged where it is not seen; the original gives zeros.</summary>
        public bool HasNoRband => IsDefault && Arm != 'r';
    }
}
