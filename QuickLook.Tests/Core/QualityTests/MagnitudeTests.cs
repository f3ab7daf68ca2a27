using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Sky_Rband and Integrate_Spec on flat spectra: the integral of the filter is known from its figures.</summary>
public sealed class MagnitudeTests
{
    /// <summary>Integral of the r response by the trapezoid rule over its figures (20 Å apart), Angstrom.</summary>
    private const double RedIntegral = 725.14;

    private readonly SmallExposure exposure = new()
    {
        Wavelength = Sampling.Linspace(5300, 7400, 2101),
        Row = fiber => fiber == 3 ? SmallExposure.Sky(fiber) : SmallExposure.Target(fiber, flux: 10),
    };

    [Fact]
    public void A_filter_is_constant_around_each_of_its_samples_and_0_outside()
    {
        var grid = Sampling.Linspace(5300, 7400, 2101);

        var response = FilterCurve.Red.On(grid);

        // Figures at 6000 and 6020 Å, and between them; bins of 1 Å from 5300 Å. The middle at 6005 Å is the first bin of the next sample.
        response[695..705].ShouldAllBe(value => Math.Abs(value - 0.45375) < 1e-12);
        response[705..715].ShouldAllBe(value => Math.Abs(value - ((0.45375 + 0.45713) / 2)) < 1e-12);
        response[715..725].ShouldAllBe(value => Math.Abs(value - 0.45713) < 1e-12);
        response[0].ShouldBe(0);
        response[^1].ShouldBe(0);
    }

    [Theory]
    [InlineData(Arm.B, "DECAM_G")]
    [InlineData(Arm.R, "DECAM_R")]
    [InlineData(Arm.Z, "DECAM_Z")]
    public void Each_arm_has_its_filter(Arm arm, string name) => FilterCurve.Of(arm).Name.ShouldBe(name);

    [Fact]
    public void The_nominal_magnitude_divides_by_the_exposure_time_and_not_by_the_filter_7_2_no_10()
    {
        exposure.Flux = (_, _) => 4;

        var result = exposure.Measure("Sky_Rband");

        var expected = 21.1 - (2.5 * Math.Log10(4 * RedIntegral / 1000));
        result.Number("SKYRBAND").ShouldBe(expected, 0.002);
        result.Numbers("SKYRBAND_FIB").ShouldHaveSingleItem().ShouldBe(expected, 0.002);
        result.Numbers("SKY_FIBER_NUMBERS").ShouldBe([1503]);
    }

    [Theory]
    [InlineData(Arm.B)]
    [InlineData(Arm.Z)]
    public void Cameras_that_do_not_see_the_r_band_say_nothing_about_it(Arm arm)
    {
        exposure.Arm = arm;

        var result = exposure.Measure("Sky_Rband");

        result.NotApplicable.ShouldNotBeNull().ShouldContain("r cameras");
        result.Metrics.ShouldBeEmpty();
    }

    [Fact]
    public void The_original_gives_zeros_and_a_reference_of_0_to_cameras_that_do_not_see_the_r_band()
    {
        exposure.Arm = Arm.B;

        var result = exposure.Measure("Sky_Rband", original: true);

        result.Number("SKYRBAND").ShouldBe(0);
        result.Numbers("SKYRBAND_FIB").ShouldBe([0]);
        result.References["SKYRBAND"].ShouldBe([0]);
    }

    [Fact]
    public void A_sky_fiber_without_light_has_no_magnitude_but_0_in_the_original()
    {
        exposure.Flux = (_, _) => -1;

        exposure.Measure("Sky_Rband").Numbers("SKYRBAND_FIB").ShouldBe([double.NaN]);
        exposure.Measure("Sky_Rband").Number("SKYRBAND").ShouldBe(double.NaN);
        exposure.Measure("Sky_Rband", original: true).Numbers("SKYRBAND_FIB").ShouldBe([0]);
    }

    [Fact]
    public void Measured_minus_target_is_averaged_by_type()
    {
        exposure.Flux = (fiber, _) => fiber + 1;
        exposure.Row = fiber =>
            fiber == 3 ? SmallExposure.Sky(fiber) : SmallExposure.Target(fiber, fiber == 0 ? TargetBits.Lrg : TargetBits.Elg, 10);

        var result = exposure.Measure("Integrate_Spec");

        var measured = result.Numbers("SPEC_MAGS");
        measured[3].ShouldBe(double.NaN);
        var differences = result.Numbers("DELTAMAG");
        differences.ShouldBeNear([measured[0] - 20, measured[1] - 20, measured[2] - 20], 1e-9);
        result.Numbers("DELTAMAG_TGT").ShouldBeNear([(differences[1] + differences[2]) / 2, differences[0], double.NaN, double.NaN], 1e-9);
        result.Elements["DELTAMAG_TGT"].ShouldBe(["ELG", "LRG", "QSO", "STAR"]);
        result.Numbers("DELTAMAG_FIBER_NUMBERS").ShouldBe([1500, 1501, 1502]);
        result.Number("NFIBNOTGT").ShouldBe(0);
    }

    [Fact]
    public void Fibers_without_light_are_counted_and_in_no_mean()
    {
        exposure.Flux = (fiber, _) => fiber == 1 ? -1 : 4;

        var result = exposure.Measure("Integrate_Spec");

        result.Number("NFIBNOTGT").ShouldBe(1);
        result.Numbers("SPEC_MAGS")[1].ShouldBe(double.NaN);
        result.Numbers("DELTAMAG").Length.ShouldBe(2);
        result.Numbers("DELTAMAG_TGT")[0].ShouldBe(result.Numbers("DELTAMAG")[0], 1e-9);
    }

    [Fact]
    public void The_original_writes_30_for_sky_and_for_fibers_without_light_and_0_for_an_empty_type()
    {
        exposure.Flux = (fiber, _) => fiber == 1 ? -1 : 4;

        var result = exposure.Measure("Integrate_Spec", original: true);

        var measured = result.Numbers("SPEC_MAGS");
        measured[1].ShouldBe(30);
        measured[3].ShouldBe(30);
        result.Numbers("DELTAMAG_TGT").ShouldBeNear([measured[0] - 20, 0, 0, 0], 1e-9);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void A_target_without_flux_is_excluded_from_the_mean(float flux)
    {
        exposure.Flux = (_, _) => 4;
        exposure.Row = fiber => SmallExposure.Target(fiber, flux: fiber == 1 ? flux : 10);

        var result = exposure.Measure("Integrate_Spec");

        result.Numbers("DELTAMAG")[1].ShouldBe(double.NaN);
        result.Numbers("DELTAMAG_TGT")[0].ShouldBe(result.Numbers("DELTAMAG")[0], 1e-9);
    }

    [Fact]
    public void The_original_counts_a_difference_that_is_no_number_as_0()
    {
        exposure.Flux = (_, _) => 4;
        exposure.Row = fiber => SmallExposure.Target(fiber, flux: fiber == 1 ? -1 : 10);

        var result = exposure.Measure("Integrate_Spec", original: true);

        result.Numbers("DELTAMAG")[1].ShouldBe(0);
        result.Numbers("DELTAMAG_TGT")[0].ShouldBe(0.75 * result.Numbers("DELTAMAG")[0], 1e-9);
    }

    [Fact]
    public void A_spectrum_that_lacks_a_quarter_of_the_filter_has_no_magnitude()
    {
        exposure.Flux = (_, _) => 4;
        exposure.InverseVariance = (fiber, bin) => (fiber == 0 && bin < 800) || (fiber == 1 && bin < 300) ? 0 : 1;

        var measured = exposure.Measure("Integrate_Spec").Numbers("SPEC_MAGS");

        measured[0].ShouldBe(double.NaN);
        measured[1].ShouldNotBe(double.NaN);
    }

    [Fact]
    public void Standard_stars_are_listed_by_position()
    {
        exposure.Row = fiber => SmallExposure.Target(fiber, fiber == 2 ? TargetBits.StandardBright : TargetBits.Elg);

        exposure.Measure("Integrate_Spec").Numbers("STD_FIBERID").ShouldBe([2]);
    }
}
