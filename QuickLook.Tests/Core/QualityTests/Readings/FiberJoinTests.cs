using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Tests.Core.QualityTests.Readings;

/// <summary>Values by fiber, joined by number (features.md 3.1, F-FIX-06).</summary>
public sealed class FiberJoinTests
{
    private const string Spectra = "CHECK_SPECTRA";
    private const string Ccds = "CHECK_CCDs";
    private const string Fibers = "CHECK_FIBERS";
    private static readonly CameraId R3 = CameraId.Parse("r3").Value;

    [Fact]
    public async Task Our_documents_say_which_fibers_a_metric_has()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var differences = Read(golden, Spectra, "DELTAMAG");

        differences.Remark.ShouldBeEmpty();
        var numbers = golden.Metrics(Spectra)["DELTAMAG_FIBER_NUMBERS"]!.AsArray();
        var values = golden.Metrics(Spectra)["DELTAMAG"]!.AsArray();
        var series = differences.Series.ShouldHaveSingleItem();
        series.Fibers.ShouldBe(numbers.Select(number => number!.GetValue<int>()));
        // A fiber that is neither the first of the list nor at its own position in it.
        series.Of(5).ShouldBe(values[3]!.GetValue<double>());
        numbers[3]!.GetValue<int>().ShouldBe(5);
        double.IsNaN(series.Of(0)).ShouldBeTrue("fiber 0 is on blank sky");
    }

    [Fact]
    public async Task A_list_in_another_order_gives_the_same_values_by_fiber()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");
        var turned = golden.With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, Spectra);
            foreach (var key in new[] { "MEDIAN_SNR", "FIBER_NUMBERS", "SPEC_MAGS", "PEAKCOUNT_FIB" })
            {
                metrics[key] = new JsonArray([.. metrics[key]!.AsArray().Reverse().Select(item => item?.DeepClone())]);
            }
        });

        var before = Read(golden, Spectra, "MEDIAN_SNR").Series.Single();
        var after = Read(turned, Spectra, "MEDIAN_SNR").Series.Single();

        after.Fibers.ShouldBe(before.Fibers);
        after.Values.ShouldBe(before.Values);
    }

    [Fact]
    public async Task Rows_of_a_metric_share_its_list_and_have_names()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var shifts = Read(golden, Fibers, "XYSHIFTS_FIB");
        var widths = Read(golden, Ccds, "XWSIGMA_FIB");

        shifts.Series.Select(series => series.Name).ShouldBe(["x", "y"]);
        widths.Series.Select(series => series.Name).ShouldBe(["x", "w"]);
        shifts.Find("y")!.Of(1).ShouldBe(double.NaN, "the document has null there");
        shifts.Find("y")!.Of(2).ShouldBe(golden.Metrics(Fibers)["XYSHIFTS_FIB"]![1]![2]!.GetValue<double>());
    }

    [Fact]
    public async Task Types_of_targets_have_lists_of_their_own()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var points = Read(golden, Spectra, "SNR_MAG_TGT");

        points.Series.Length.ShouldBe(8);
        var lists = golden.Metrics(Spectra)["TGT_FIBER_NUMBERS"]!.AsArray();
        var qso = points.Find("QSO SNR")!;
        qso.Fibers.ShouldBe(lists[2]!.AsArray().Select(number => number!.GetValue<int>()));
        qso.Of(2).ShouldBe(golden.Metrics(Spectra)["SNR_MAG_TGT"]![2]![0]![0]!.GetValue<double>());
    }

    [Fact]
    public async Task A_fiber_of_two_types_has_a_residual_with_each()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var residuals = Read(golden, Spectra, "SNR_RESID");

        residuals.Remark.ShouldBeEmpty();
        residuals.Series.Select(series => series.Name).ShouldBe(["ELG", "LRG", "QSO", "STAR"]);
        residuals.Series.Sum(series => series.Fibers.Length).ShouldBe(golden.Metrics(Spectra)["SNR_RESID"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("A", 104, "r0", "MEDIAN_SNR", 75)]
    [InlineData("A", 104, "b0", "PEAKCOUNT_FIB", 75)]
    [InlineData("B", 204, "r0", "MEDIAN_SNR", 500)]
    public async Task Arrays_of_the_original_that_are_as_long_as_the_petal_are_in_its_order(
        string set,
        int exposure,
        string camera,
        string metric,
        int count
    )
    {
        var golden = await GoldenDocument.OfOriginalAsync(set, exposure, camera);

        var series = Read(golden, Spectra, metric).Series.ShouldHaveSingleItem();

        series.Fibers.ShouldBe(Enumerable.Range(0, count));
        series.Of(17).ShouldBe(golden.Metrics(Spectra)[metric]![17]!.GetValue<double>());
    }

    [Theory]
    [InlineData("A", "r0")]
    [InlineData("B", "r0")]
    public async Task Sky_arrays_of_the_original_have_the_list_of_sky_fibers(string set, string camera)
    {
        var golden = await GoldenDocument.OfOriginalAsync(set, set == "A" ? 104 : 204, camera);
        int[] sky = [.. golden.Json["GENERAL_INFO"]!["SKY_FIBERID"]!.AsArray().Select(number => number!.GetValue<int>())];

        var continuum = Read(golden, Spectra, "SKYCONT_FIBER").Series.ShouldHaveSingleItem();

        continuum.Fibers.ShouldBe(sky);
        continuum.Of(sky[3]).ShouldBe(golden.Metrics(Spectra)["SKYCONT_FIBER"]![3]!.GetValue<double>());
        sky[3].ShouldNotBe(3);
    }

    [Theory]
    [InlineData("A", 104, "b0", 0)]
    [InlineData("A", 104, "r0", 1)]
    [InlineData("A", 104, "z0", 2)]
    [InlineData("B", 204, "r0", 1)]
    public async Task Magnitude_differences_of_the_original_belong_to_the_fibers_that_have_a_magnitude(
        string set,
        int exposure,
        string camera,
        int band
    )
    {
        var golden = await GoldenDocument.OfOriginalAsync(set, exposure, camera);

        var differences = Read(golden, Spectra, "DELTAMAG").Series.ShouldHaveSingleItem();

        // Known from elsewhere: the difference is that of two arrays over all fibers (pipeline.md 4.3, Integrate_Spec).
        var imaging = golden.Json["GENERAL_INFO"]!["FIBER_MAGS"]![band]!.AsArray();
        var spectra = golden.Metrics(Spectra)["SPEC_MAGS"]!.AsArray();
        differences.Fibers.Length.ShouldBe(golden.Metrics(Spectra)["DELTAMAG"]!.AsArray().Count);
        foreach (var fiber in differences.Fibers)
        {
            differences.Of(fiber).ShouldBe(spectra[fiber]!.GetValue<double>() - imaging[fiber]!.GetValue<double>(), 1e-4);
        }
    }

    [Fact]
    public async Task Widths_of_the_original_are_joined_only_where_no_fiber_was_skipped()
    {
        // Golden set B: 498 widths across for 500 fibers, 500 along the wavelength.
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");

        var widths = Read(golden, Ccds, "XWSIGMA_FIB");

        widths.Series.ShouldHaveSingleItem().Name.ShouldBe("w");
        widths.Remark.ShouldBe("XWSIGMA_FIB x cannot be joined to fibers: it has 498 values for 500 fibers");
    }

    [Fact]
    public async Task Residuals_of_the_original_are_refused_and_computed_anew_by_fiber()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        Read(golden, Spectra, "SNR_RESID").Series.ShouldBeEmpty();
        Read(golden, Spectra, "SNR_RESID").Remark.ShouldContain("order of magnitude");

        var residuals = TargetSnrs.Residuals(golden.Document, golden.Camera, Spectra);
        var stored = golden.Metrics(Spectra)["SNR_RESID"]!.AsArray().Select(item => item!.GetValue<double>()).ToArray();
        var elg = residuals.Find("ELG")!;
        var magnitudes = golden.Metrics(Spectra)["SNR_MAG_TGT"]![0]![1]!.AsArray().Select(item => item!.GetValue<double>()).ToArray();
        int[] fibers = [.. golden.Json["GENERAL_INFO"]!["ELG_FIBERID"]!.AsArray().Select(item => item!.GetValue<int>())];
        int[] byMagnitude = [.. Enumerable.Range(0, fibers.Length).OrderBy(at => magnitudes[at])];
        for (var place = 0; place < byMagnitude.Length; place++)
        {
            // The stored ones are in order of magnitude: sorted the same way, they are the same numbers on other fibers.
            elg.Of(fibers[byMagnitude[place]]).ShouldBe(stored[place], 2e-3);
        }

        Math.Abs(elg.Of(fibers[1]) - stored[1]).ShouldBeGreaterThan(1e-2);
    }

    [Fact]
    public async Task Fibers_of_another_petal_have_its_numbers()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).As(R3);

        var series = Read(golden, Spectra, "MEDIAN_SNR").Series.ShouldHaveSingleItem();

        series.Fibers.ShouldBe(Enumerable.Range(1500, 75));
        series.Of(1517).ShouldBe(golden.Metrics(Spectra)["MEDIAN_SNR"]![17]!.GetValue<double>());
        Read(golden, Spectra, "SKYCONT_FIBER").Remark.ShouldContain("11 of 11 numbers in SKY_FIBERID are no fibers of petal 3");
    }

    [Theory]
    [InlineData("[0, 1, 600, 3]", "[1, 2, 3, 4]", "0,1,3", "1 of 4 numbers")]
    [InlineData("[0, 1, 1, 3]", "[1, 2, 9, 4]", "0,1,3", "1 fibers stand twice")]
    [InlineData("[0, 1, null, 3.5]", "[1, 2, 3, 4]", "0,1", "2 of 4 numbers")]
    [InlineData("[0, 1, 5000, -1]", "[1, 2, 3, 4]", "0,1", "2 of 4 numbers")]
    [InlineData("[0, 1, 2]", "[1, 2, 3, 4]", "", "it has 4 values for 3 fibers")]
    [InlineData("\"all\"", "[1, 2, 3, 4]", "", "its list of fibers, FIBER_NUMBERS, is missing")]
    [InlineData("[[0, 1], [2]]", "[1, 2, 3, 4]", "", "not built alike")]
    [InlineData("[0, 1, 2, 3]", "[1, \"x\", -9999, null]", "0,1,2,3", "1 values of TOTCOUNT_FIB are no numbers")]
    [InlineData("[0, 1, 2, 3]", "7", "", "one number, not a value per fiber")]
    [InlineData("[0, 1, 2, 3]", "[]", "", "an empty list, not a value per fiber")]
    public async Task What_cannot_be_joined_is_said_and_the_rest_is_given(string list, string values, string fibers, string remark)
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, Fibers);
            metrics["FIBER_NUMBERS"] = JsonNode.Parse(list);
            metrics["TOTCOUNT_FIB"] = JsonNode.Parse(values);
        });

        var reading = Read(golden, Fibers, "TOTCOUNT_FIB");

        reading.Remark.ShouldContain(remark);
        string.Join(',', reading.Series.SelectMany(series => series.Fibers)).ShouldBe(fibers);
    }

    [Fact]
    public async Task One_array_that_is_cut_off_does_not_spoil_the_others()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
            json["GENERAL_INFO"]!["RA"]!.AsArray().RemoveAt(74)
        );

        Read(golden, Spectra, "MEDIAN_SNR").Series.ShouldHaveSingleItem().Fibers.Length.ShouldBe(75);
        Read(golden, FiberJoin.GeneralInfo, "RA").Remark.ShouldContain("74 values for 75 fibers");
    }

    [Fact]
    public async Task A_magnitude_of_30_means_no_light()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        var magnitudes = Read(golden, FiberJoin.GeneralInfo, "FIBER_MAGS");

        magnitudes.Series.Select(series => series.Name).ShouldBe(["g", "r", "z"]);
        magnitudes.Find("r")!.Of(0).ShouldBe(double.NaN);
        magnitudes.Find("r")!.Of(1).ShouldBe(17.284202575683594);
    }

    private static FiberReading Read(GoldenDocument golden, string stage, string metric) =>
        FiberJoin.Read(golden.Document, golden.Camera, stage, metric);
}
