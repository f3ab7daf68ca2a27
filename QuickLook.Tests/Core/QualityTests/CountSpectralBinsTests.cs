using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class CountSpectralBinsTests
{
    private const string Test = "CountSpectralBins";

    /// <summary>200 bins and amplifiers of 3 electrons: the noise is (3 + 3) √5 √100 0.8 / 0.5 (pipeline.md 4.3), 5 of them 1073.3 electrons/Å.</summary>
    private readonly SmallExposure exposure = new() { Wavelength = Sampling.Linspace(5600, 7590, 200) };

    [Fact]
    public void A_fiber_is_good_when_its_counts_exceed_the_cut_in_noises()
    {
        exposure.Flux = (fiber, _) => (fiber is 0 or 3 ? 1074 : 1073) / 200.0;

        var result = exposure.Measure(Test);

        result.Numbers("GOOD_FIBERS").ShouldBe([1, 0, 0, 1]);
        result.Number("NGOODFIB").ShouldBe(2);
        result.Numbers("TOTCOUNT_FIB").ShouldBeNear([1074, 1073, 1073, 1074], 1e-3);
        result.Numbers("FIBER_NUMBERS").ShouldBe([1500, 1501, 1502, 1503]);
        result.FibersOf["TOTCOUNT_FIB"].ShouldBe("FIBER_NUMBERS");
    }

    [Fact]
    public void The_cut_and_the_step_of_the_recipe_set_the_limit()
    {
        exposure.Flux = (_, _) => 2;

        exposure.Measure(Test).Number("NGOODFIB").ShouldBe(0);
        exposure.Measure(Test, parameters: ("CUTBINS", "1")).Number("NGOODFIB").ShouldBe(4);
        exposure.Measure(Test, parameters: ("WAVESTEP", "0.2")).Number("NGOODFIB").ShouldBe(4);
    }

    [Fact]
    public void The_upper_half_of_the_fibers_lies_on_the_right_amplifiers()
    {
        exposure.Fibers = 500;
        exposure.ReadNoise[Amplifier.B] = exposure.ReadNoise[Amplifier.D] = 4;
        exposure.Flux = (_, _) => 6;

        var good = exposure.Measure(Test).Numbers("GOOD_FIBERS");

        good.Take(250).ShouldAllBe(value => value == 1);
        good.Skip(250).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void With_two_amplifiers_each_stands_for_its_side()
    {
        exposure.ReadNoise.Remove(Amplifier.C);
        exposure.ReadNoise.Remove(Amplifier.D);
        exposure.Flux = (fiber, _) => (fiber == 0 ? 1074 : 1073) / 200.0;

        exposure.Measure(Test).Numbers("GOOD_FIBERS").ShouldBe([1, 0, 0, 0]);
    }

    [Fact]
    public void Without_an_amplifier_on_a_side_those_of_the_other_side_are_used()
    {
        exposure.ReadNoise.Remove(Amplifier.A);
        exposure.ReadNoise.Remove(Amplifier.C);
        exposure.Flux = (fiber, _) => (fiber == 0 ? 1074 : 1073) / 200.0;

        exposure.Measure(Test).Numbers("GOOD_FIBERS").ShouldBe([1, 0, 0, 0]);
    }

    [Fact]
    public void A_fiber_that_is_known_to_be_broken_is_absent_by_design()
    {
        exposure.Broken.Add(2);

        var result = exposure.Measure(Test);

        result.Numbers("GOOD_FIBERS").ShouldBe([1, 1, double.NaN, 1]);
        result.Number("NGOODFIB").ShouldBe(3);
        result.AbsentByDesign["NGOODFIB"].ShouldBe(1);
        result.Parameters["N_KNOWN_BROKEN_FIBERS"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_fiber_without_a_good_bin_has_no_counts_and_is_not_good()
    {
        exposure.Flux = (fiber, _) => fiber == 1 ? 0 : 100;
        exposure.InverseVariance = (fiber, _) => fiber == 1 ? 0 : 1;

        exposure.Measure(Test).Numbers("TOTCOUNT_FIB")[1].ShouldBe(double.NaN);
        exposure.Measure(Test).Numbers("GOOD_FIBERS")[1].ShouldBe(0);
        exposure.Measure(Test, original: true).Numbers("TOTCOUNT_FIB")[1].ShouldBe(0);
    }

    [Fact]
    public void An_unknown_read_noise_leaves_the_number_of_good_fibers_unknown()
    {
        exposure.ReadNoise[Amplifier.A] = double.NaN;

        var result = exposure.Measure(Test);

        result.Number("NGOODFIB").ShouldBe(double.NaN);
        result.Texts("NGOODFIB_TEXT").ShouldHaveSingleItem().ShouldContain("read noise");
    }

    [Theory]
    [InlineData(Flavor.Arc)]
    [InlineData(Flavor.Flat)]
    public void Lamps_have_a_level_per_second_of_exposure(Flavor flavor)
    {
        exposure.Flavor = flavor;
        exposure.ExposureTime = 10;
        exposure.Flux = (fiber, bin) => fiber == 3 ? 0 : (100 * (fiber + 1)) + (bin % 2);
        exposure.InverseVariance = (fiber, _) => fiber == 3 ? 0 : 1;

        // Medians 100.5, 200.5 and 300.5; the dark fiber has none.
        exposure.Measure(Test).Number("LAMP_LEVEL").ShouldBe(20.05, 1e-6);
    }

    [Fact]
    public void Lines_of_an_arc_have_a_brightness_per_second_of_exposure()
    {
        exposure.Flavor = Flavor.Arc;
        exposure.ExposureTime = 10;
        exposure.Peaks = [6300, 6800, 9000];
        exposure.Flux = (fiber, bin) => bin is 70 or 120 ? 100 * (fiber + 1) : 1;
        exposure.Broken.Add(0);

        // Fibers 1 to 3: two lines of 200, 300, 400, each with the three bins' worth of the level around it; the third line is outside.
        exposure.Measure(Test).Number("LAMP_PEAKS").ShouldBe(((2 * 300) + (2 * 3)) / 10.0, 1e-6);
    }

    [Fact]
    public void A_flat_has_no_lines()
    {
        exposure.Flavor = Flavor.Flat;

        exposure.Measure(Test).Metrics.ContainsKey("LAMP_PEAKS").ShouldBeFalse();
    }

    [Fact]
    public void The_sky_has_no_lamp_level() => exposure.Measure(Test).Metrics.ContainsKey("LAMP_LEVEL").ShouldBeFalse();
}
