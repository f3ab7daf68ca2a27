using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Sky;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Sky_Continuum, Sky_Peaks and Sky_Residual on spectra made by hand: 211 bins of 10 Å from 5600 Å, fibers 1 and 3 on sky.</summary>
public sealed class SkyTests
{
    private readonly SmallExposure exposure = new()
    {
        Row = fiber => fiber % 2 == 1 ? SmallExposure.Sky(fiber) : SmallExposure.Target(fiber),
    };

    [Fact]
    public void Sky_continuum_is_the_mean_over_fibers_of_the_mean_of_medians_in_the_windows()
    {
        // Lines of 1000 between two bins of continuum: a median does not see them.
        exposure.Flux = (fiber, bin) => bin % 3 == 0 ? 1000 : (10 * fiber) + (bin < 100 ? 0 : 4);

        var result = exposure.Measure("Sky_Continuum");

        result.Numbers("SKYCONT_FIBER").ShouldBe([12, 32]);
        result.Number("SKYCONT").ShouldBe(22);
        result.Numbers("SKYFIBERID").ShouldBe([1, 3]);
        result.Numbers("SKY_FIBER_NUMBERS").ShouldBe([1501, 1503]);
        result.FibersOf["SKYCONT_FIBER"].ShouldBe("SKY_FIBER_NUMBERS");
    }

    [Theory]
    [InlineData("[\"5700, 5760\"]")]
    [InlineData("[[5700, 5760]]")]
    public void Windows_are_texts_or_pairs_and_lose_a_bin_at_each_end(string windows)
    {
        // Strictly inside are the bins 11 to 15; the median of 12 to 14 is the value of one of them.
        exposure.Flux = (_, bin) => bin is 12 or 13 or 14 ? bin : 1000;

        exposure.Measure("Sky_Continuum", parameters: ("R_CONT", windows)).Number("SKYCONT").ShouldBe(13);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"5700, 5760\"")]
    [InlineData("[\"5700\"]")]
    [InlineData("[\"5760, 5700\"]")]
    [InlineData("[[5700, 5760, 5800]]")]
    [InlineData("[\"NaN, 5700\"]")]
    public void A_window_that_is_none_is_named(string windows)
    {
        using var evidence = exposure.Evidence();
        var parameters = new Dictionary<string, JsonNode> { ["R_CONT"] = JsonNode.Parse(windows)! };

        QuickLook
            .Core.QualityTests.QualityTestCatalog.All["Sky_Continuum"]
            .Measure(evidence, parameters)
            .Failure.ShouldNotBeNull()
            .Place.ShouldBe("R_CONT");
    }

    [Fact]
    public void A_sky_fiber_without_a_good_bin_in_a_window_has_no_continuum()
    {
        exposure.Flux = (fiber, _) => fiber == 3 ? 0 : 50;
        exposure.InverseVariance = (fiber, _) => fiber == 3 ? 0 : 1;

        var result = exposure.Measure("Sky_Continuum");

        result.Numbers("SKYCONT_FIBER").ShouldBe([50, double.NaN]);
        result.Number("SKYCONT").ShouldBe(50);
    }

    [Fact]
    public void The_original_counts_a_sky_fiber_without_good_bins_as_dark()
    {
        exposure.Flux = (fiber, _) => fiber == 3 ? 0 : 50;
        exposure.InverseVariance = (fiber, _) => fiber == 3 ? 0 : 1;

        exposure.Measure("Sky_Continuum", original: true).Number("SKYCONT").ShouldBe(25);
    }

    [Fact]
    public void Sky_lines_are_summed_over_five_bins_with_half_weight_for_the_outer_ones()
    {
        // 6300 Å is bin 70: half of 1 and 16, and 2 + 4 + 8.
        exposure.Flux = (_, bin) => bin is >= 68 and <= 72 ? 1 << (bin - 68) : 0;

        var result = exposure.Measure("Sky_Peaks");

        result.Numbers("PEAKCOUNT_FIB").ShouldBeNear([0.0225, 0.0225, 0.0225, 0.0225], 1e-9);
        result.Number("PEAKCOUNT").ShouldBe(0.0225, 1e-9);
        result.Number("PEAKCOUNT_NOISE").ShouldBe(0, 1e-9);
        result.Number("NSKY_FIB").ShouldBe(2);
        result.Numbers("FIBERID").ShouldBe([0, 1, 2, 3]);
        result.Parameters["R_PEAKS"]!.ToJsonString().ShouldBe("[6300]");
    }

    [Fact]
    public void Lines_outside_the_spectra_are_skipped()
    {
        exposure.Flux = (_, _) => 1;
        exposure.Peaks = [5000, 5605, 6300, 7695, 9000];

        exposure.Measure("Sky_Peaks").Number("PEAKCOUNT").ShouldBe(4 / 1000.0, 1e-9);
    }

    [Fact]
    public void With_no_line_inside_the_spectra_there_is_a_reason()
    {
        exposure.Peaks = [5000];

        var result = exposure.Measure("Sky_Peaks");

        result.Number("PEAKCOUNT").ShouldBe(double.NaN);
        result.Texts("PEAKCOUNT_TEXT").ShouldHaveSingleItem().ShouldContain("sky line");
    }

    [Fact]
    public void A_fiber_whose_line_has_no_good_bin_has_no_count_but_0_in_the_original()
    {
        exposure.Flux = (fiber, bin) => fiber == 1 && bin is >= 68 and <= 72 ? 0 : 1;
        exposure.InverseVariance = (fiber, bin) => fiber == 1 && bin is >= 68 and <= 72 ? 0 : 1;

        exposure.Measure("Sky_Peaks").Numbers("PEAKCOUNT_FIB")[1].ShouldBe(double.NaN);
        exposure.Measure("Sky_Peaks").Number("PEAKCOUNT").ShouldBe(0.004, 1e-9);
        exposure.Measure("Sky_Peaks", original: true).Number("PEAKCOUNT").ShouldBe(0.002, 1e-9);
    }

    [Fact]
    public void Sky_residuals_are_medians_in_units_of_the_error_of_a_bin()
    {
        // Errors of 2; fiber 1 is 1 above, fiber 3 is 3 below with a scatter of 4 (median absolute deviation 4, times 1.4826).
        exposure.Flux = (fiber, bin) => fiber == 1 ? 1 : -3 + (4 * ((bin % 3) - 1));
        using var evidence = exposure.Evidence();
        evidence.Sky = Sky(isFallback: false);

        var result = SmallExposure.Measure("Sky_Residual", evidence);

        result.Numbers("SKYRESID_FIB").ShouldBe([1, -3]);
        result.Numbers("SKYRESID_RMS_FIB").ShouldBeNear([0, 4 * 1.4826], 1e-9);
        result.Number("SKYRESID").ShouldBe((0.5 + 1.5) / 2, 1e-9);
        result.FibersOf["SKYRESID_FIB"].ShouldBe("SKY_FIBER_NUMBERS");
        result.Metrics["SKY_FALLBACK"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void The_median_sky_is_averaged_to_at_most_400_points()
    {
        using var evidence = exposure.Evidence();
        evidence.Sky = Sky(isFallback: false, points: 1001);

        var result = SmallExposure.Measure("Sky_Residual", evidence);

        var (wavelength, sky) = (result.Numbers("MED_SKY_SPECTRUM_WAVE"), result.Numbers("MED_SKY_SPECTRUM"));
        wavelength.Length.ShouldBe(334);
        sky.Length.ShouldBe(334);
        wavelength[0].ShouldBe(5001);
        sky[1].ShouldBe(2 * 4.0);
        wavelength[^1].ShouldBe(5999.5);
    }

    [Fact]
    public void When_faint_fibers_stood_in_for_the_sky_nothing_is_said_about_residuals()
    {
        exposure.Row = fiber => SmallExposure.Target(fiber);
        using var evidence = exposure.Evidence();
        evidence.Sky = Sky(isFallback: true);

        var result = SmallExposure.Measure("Sky_Residual", evidence);

        result.Number("SKYRESID").ShouldBe(double.NaN);
        result.Numbers("SKYRESID_FIB").ShouldBeEmpty();
        result.Metrics["SKY_FALLBACK"]!.GetValue<bool>().ShouldBeTrue();
        result.Texts("SKYRESID_TEXT").ShouldHaveSingleItem().ShouldContain("blank sky");
    }

    private static SkyModel Sky(bool isFallback, int points = 211) =>
        new()
        {
            Model = new Plane<float>(1, 1),
            SkyFibers = [0],
            IsFallback = isFallback,
            Wavelength = Sampling.Linspace(5000, 5000 + points - 1, points),
            MedianSky = Sampling.Linspace(0, 2 * (points - 1), points),
        };
}
