using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Calculate_SNR on constant spectra. An inverse variance of 0.5 and 1000 s are those of pipeline.md B14.</summary>
public sealed class SnrTests
{
    private const string Test = "Calculate_SNR";
    private float[] fluxes = [1, 2, 4, 8, 3, 6];
    private readonly SmallExposure exposure = new();

    public SnrTests()
    {
        exposure.Row = fiber => SmallExposure.Target(fiber, flux: fluxes[fiber]);
        exposure.InverseVariance = (_, _) => 0.5;
        Show(new SnrModel(0.2, 3.0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_vector_B14_gives_its_coefficients_and_fiducial_value(bool original)
    {
        var result = exposure.Measure(Test, original);

        result.Texts("OBJLIST")[0].ShouldBe("ELG");
        result.Rows("FITCOEFF_TGT")[0].ShouldBeNear([0.2, 3.0], 1e-9);
        result.Numbers("FIDSNR_TGT")[0].ShouldBe(5.503749491453792, 1e-9);

        // Single-precision flux: 1e-6.
        result
            .Numbers("MEDIAN_SNR")
            .ShouldBeNear([3.535533905933, 6.8599434057, 12.977713690461, 23.590712984784, 10, 18.516401995451], 1e-5);
        result.Numbers("SNR_RESID").ShouldAllBe(residual => !(Math.Abs(residual) > 1e-6));
        result.Number("NUM_NEGATIVE_SNR").ShouldBe(0);
    }

    [Fact]
    public void The_original_lists_the_types_that_are_there_and_the_default_those_of_the_program()
    {
        exposure.Program = ObservingProgram.Bright;

        exposure.Measure(Test, original: true).Texts("OBJLIST").ShouldBe(["ELG"]);

        var result = exposure.Measure(Test);
        result.Texts("OBJLIST").ShouldBe(["BGS", "MWS", "STAR"]);
        result.Elements["FIDSNR_TGT"].ShouldBe(["BGS", "MWS", "STAR"]);
        result.Numbers("FIDSNR_TGT").ShouldBe([double.NaN, double.NaN, double.NaN]);
        result
            .Rows("FITCOEFF_TGT")
            .ShouldBe([
                [double.NaN, double.NaN],
                [double.NaN, double.NaN],
                [double.NaN, double.NaN],
            ]);
        result.Rows("TGT_FIBER_NUMBERS").ShouldAllBe(fibers => fibers.Length == 0);
        result.Texts("FIDSNR_TGT_TEXT").ShouldHaveSingleItem().ShouldContain("no target of the program's types");
    }

    [Fact]
    public void A_program_without_references_has_the_types_that_are_there()
    {
        exposure.Program = new ObservingProgram("backup");
        exposure.Row = fiber => SmallExposure.Target(fiber, fiber < 3 ? TargetBits.MilkyWay : TargetBits.StandardWhiteDwarf, fluxes[fiber]);

        exposure.Measure(Test).Texts("OBJLIST").ShouldBe(["MWS", "STAR"]);
    }

    [Fact]
    public void The_original_weights_by_the_variance_in_the_wrong_order_7_2_no_8()
    {
        // The same targets on other fibers: a fit must not care. The signal of one is too low, and its flux is badly known.
        double Default(params int[] order) => Disturbed(order, original: false);
        double Original(params int[] order) => Disturbed(order, original: true);

        Default(0, 1, 2, 3, 4, 5).ShouldBe(Default(3, 0, 1, 2, 4, 5), 1e-9);
        Math.Abs(Original(0, 1, 2, 3, 4, 5) - Original(3, 0, 1, 2, 4, 5)).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void The_original_takes_the_fiducial_value_from_the_coarse_grid_7_2_no_8()
    {
        var truth = new SnrModel(0.2034, 3.0);
        Show(truth);
        var flux = TargetMagnitude.ToFlux(22);

        var original = exposure.Measure(Test, original: true);
        original.Rows("FITCOEFF_TGT")[0].ShouldBeNear([0.2034, 3.0], 1e-9);
        Math.Abs(original.Numbers("FIDSNR_TGT")[0] - truth.Value(flux, 1000)).ShouldBeGreaterThan(0.001);

        exposure.Measure(Test).Numbers("FIDSNR_TGT")[0].ShouldBe(truth.Value(flux, 1000), 1e-9);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-3f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_target_without_flux_takes_no_part_in_the_fit(float flux)
    {
        fluxes = [1, 2, 4, 8, 3, flux];

        var result = exposure.Measure(Test);

        result.Rows("FITCOEFF_TGT")[0].ShouldBeNear([0.2, 3.0], 1e-9);
        result.Numbers("SNR_MODEL")[5].ShouldBe(double.NaN);
        result.Metrics["SNR_MAG_TGT"]![0]![1]![5].ShouldBeNull();
    }

    [Fact]
    public void The_original_takes_a_flux_of_0_for_the_magnitude_0_7_2_no_8()
    {
        fluxes = [1, 2, 4, 8, 3, 0];

        var result = exposure.Measure(Test, original: true);

        result.Metrics["SNR_MAG_TGT"]![0]![1]![5]!.GetValue<double>().ShouldBe(0);
        Math.Abs(result.Rows("FITCOEFF_TGT")[0][1] - 3.0).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Residuals_are_in_the_order_of_fibers_but_of_magnitudes_in_the_original()
    {
        var result = exposure.Measure(Test);
        result.Numbers("SNR_RESID_FIBER_NUMBERS").ShouldBe([1500, 1501, 1502, 1503, 1504, 1505]);
        result.Numbers("SNR_MODEL")[3].ShouldBe(23.590712984784, 1e-5);
        result.FibersOf["SNR_RESID"].ShouldBe("SNR_RESID_FIBER_NUMBERS");

        exposure.Measure(Test, original: true).Numbers("SNR_RESID_FIBER_NUMBERS").ShouldBe([1503, 1505, 1502, 1504, 1501, 1500]);
    }

    [Fact]
    public void A_fiber_in_several_types_is_in_each_of_them()
    {
        exposure.Row = fiber =>
            SmallExposure.Target(fiber, fiber < 4 ? TargetBits.Elg | TargetBits.Qso : TargetBits.StandardFaint, fluxes[fiber]);

        var result = exposure.Measure(Test);

        result.Numbers("ELG_FIBERID").ShouldBe([0, 1, 2, 3]);
        result.Rows("TGT_FIBER_NUMBERS").Select(row => row.Length).ShouldBe([4, 0, 4, 2]);
        result.Numbers("FIDSNR_TGT")[0].ShouldBe(result.Numbers("FIDSNR_TGT")[2]);
        result.Numbers("FIDSNR_TGT")[1].ShouldBe(double.NaN);
        result.Numbers("SNR_RESID").Length.ShouldBe(10);
    }

    [Fact]
    public void One_fiber_does_not_make_a_fit()
    {
        exposure.Row = fiber => SmallExposure.Target(fiber, fiber == 0 ? TargetBits.Lrg : TargetBits.Elg, fluxes[fiber]);

        var values = exposure.Measure(Test).Numbers("FIDSNR_TGT");

        values[0].ShouldBe(5.503749491453792, 1e-9);
        values[1].ShouldBe(double.NaN);
    }

    [Fact]
    public void Known_broken_and_empty_fibers_do_not_disturb()
    {
        exposure.Broken.Add(1);
        exposure.Flux = (fiber, _) => fiber is 1 or 2 ? 0 : Signal(new SnrModel(0.2, 3.0), fiber);
        exposure.InverseVariance = (fiber, _) => fiber == 2 ? 0 : 0.5;

        var result = exposure.Measure(Test);

        result.Numbers("FIDSNR_TGT")[0].ShouldBe(5.503749491453792, 1e-9);
        result.Numbers("MEDIAN_SNR")[2].ShouldBe(double.NaN);
        result.Number("NUM_NEGATIVE_SNR").ShouldBe(1);
    }

    [Fact]
    public void The_filter_is_that_of_the_arm()
    {
        exposure.Arm = Arm.Z;
        exposure.Row = fiber => SmallExposure.Target(fiber) with { FluxG = 1, FluxR = 1, FluxZ = fluxes[fiber] };

        var result = exposure.Measure(Test);

        result.Metrics["FIT_FILTER"]!.GetValue<string>().ShouldBe("DECAM_Z");
        result.Rows("FITCOEFF_TGT")[0].ShouldBeNear([0.2, 3.0], 1e-9);
    }

    [Fact]
    public void The_effective_time_compares_with_the_reference_of_program_and_type()
    {
        exposure.Row = fiber => SmallExposure.Target(fiber, fiber < 3 ? TargetBits.Elg : TargetBits.Lrg, fluxes[fiber]);

        var result = exposure.Measure(
            Test,
            parameters: ("REFERENCE_SNR", """{"BRIGHT": {"ELG": 9}, "dark": {"ELG": 11.007498982907584, "LRG": 2.751874745726896}}""")
        );

        // Half and twice the signal to noise: a quarter and four times 1000 s; the types without reference or fit have none.
        result.Numbers("EFFTIME_TGT").ShouldBeNear([250, 4000, double.NaN, double.NaN], 1e-6);
        result.Number("EFFTIME").ShouldBe(2125, 1e-6);
    }

    [Fact]
    public void Without_a_reference_there_is_no_effective_time()
    {
        var result = exposure.Measure(Test);

        result.Number("EFFTIME").ShouldBe(double.NaN);
        result.Numbers("EFFTIME_TGT").ShouldAllBe(time => double.IsNaN(time));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("""{"DARK": {"ELG": 0}}""")]
    [InlineData("""{"DARK": {"ELG": "high"}}""")]
    public void A_reference_that_is_none_is_named(string json)
    {
        using var evidence = exposure.Evidence();
        var parameters = new Dictionary<string, JsonNode> { ["REFERENCE_SNR"] = JsonNode.Parse(json)! };

        QualityTestCatalog.All[Test].Measure(evidence, parameters).Failure.ShouldNotBeNull().Place.ShouldBe("REFERENCE_SNR");
    }

    [Fact]
    public void The_fiducial_magnitude_is_that_of_the_recipe() =>
        exposure
            .Measure(Test, parameters: ("FIDMAG", "20"))
            .Numbers("FIDSNR_TGT")[0]
            .ShouldBe(new SnrModel(0.2, 3.0).Value(10, 1000), 1e-9);

    private void Show(SnrModel model)
    {
        exposure.Fibers = fluxes.Length;
        exposure.Flux = (fiber, _) => Signal(model, fiber);
    }

    private double Signal(SnrModel model, int fiber) => model.Value(fluxes[fiber], 1000) / Math.Sqrt(0.5);

    private double Disturbed(int[] order, bool original)
    {
        float[] inOrder = [1, 2, 4, 8, 3, 6];
        fluxes = [.. order.Select(index => inOrder[index])];
        exposure.InverseVariance = (fiber, _) => order[fiber] == 3 ? 0.05 : 0.5;
        exposure.Flux = (fiber, _) =>
            order[fiber] == 3 ? 0.6 * new SnrModel(0.2, 3.0).Value(8, 1000) / Math.Sqrt(0.05) : Signal(new SnrModel(0.2, 3.0), fiber);
        return exposure.Measure(Test, original).Numbers("FIDSNR_TGT")[0];
    }
}
