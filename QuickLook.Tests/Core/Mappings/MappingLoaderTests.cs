using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Mappings;

public class MappingLoaderTests
{
    private static readonly CameraId B0 = new(Arm.B, new Spectrograph(0));
    private static readonly CameraId R0 = new(Arm.R, new Spectrograph(0));

    // Keys of features.md 2.5 and 2.6 only, as a file of the original has them.
    private const string QlfArc = """
        {"flavor": "arc", "step_list": [
          {"display_name": "CHECK CCDS", "name": "CHECK_CCDs", "start": "Starting to run step Initialize", "end": "Starting to run step Flexure",
           "qa_list": [{"display_name": "Noise AMP", "status_key": "NOISE_AMP_STATUS", "name": "rms"}]},
          {"display_name": "CHECK ARC EXP", "name": "CHECK_ARC", "start": "Starting to run step ResolutionFit", "end": "Pipeline processing finished",
           "qa_list": [{"display_name": "CHECKARC", "status_key": "CHECKARC_STATUS", "name": "checkarc"}]}]}
        """;

    [Fact]
    public async Task A_file_of_the_original_loads_unchanged()
    {
        using var files = new MappingFiles();
        files.Write("arc.json", QlfArc);
        files.Write("metrics.json", """{"bias": {"display": "BIAS", "path": "TASKS->CHECK_CCDs->METRICS->BIAS_AMP"}}""");

        var set = (await files.LoadAsync()).ToResult().Value;

        var arc = set.Flavors[Flavor.Arc];
        arc.Recipe.ShouldBeEmpty();
        arc.Stages.Select(stage => stage.DisplayName).ShouldBe(["CHECK CCDS", "CHECK ARC EXP"]);
        var noise = arc.Stages[0].Tests.ShouldHaveSingleItem();
        noise.Metric.ShouldBe("NOISE_AMP");
        noise.Limits.ShouldBeNull();
        noise.IsComputed.ShouldBeTrue("a file without a recipe describes another engine, which computes everything");
        set.TrendMetrics["bias"].Path.ShouldBe(["TASKS", "CHECK_CCDs", "METRICS", "BIAS_AMP"]);
    }

    [Fact]
    public async Task Limits_are_found_from_the_most_to_the_least_particular()
    {
        using var files = new MappingFiles();
        var limits = (await files.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Stages[0].Tests[0].Limits!;

        ReferenceOf(limits, B0, ObservingProgram.Dark).ShouldBe([185, 178, 128, 167]);
        ReferenceOf(limits, R0, ObservingProgram.Dark).ShouldBe([1, 2, 3, 4]);
        ReferenceOf(limits, R0, ObservingProgram.Gray).ShouldBe([150, 150, 150, 150], "one number is meant for every element");
        RangeOf(limits.Normal, B0).ShouldBe(new LimitRange(-5, 5));
        RangeOf(limits.Warning, B0).ShouldBe(new LimitRange(-60, 60));
    }

    [Fact]
    public async Task A_test_outside_the_recipe_is_marked_as_not_computed()
    {
        using var files = new MappingFiles();
        var tests = (await files.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Stages[0].Tests;
        tests.Select(test => test.IsComputed).ShouldBe([true, false]);
    }

    [Fact]
    public async Task All_products_but_the_image_are_written_unless_the_file_says_otherwise()
    {
        using var plain = new MappingFiles();
        var byDefault = (await plain.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Products;
        ProductKinds.All.Where(kind => !byDefault.Writes(kind)).ShouldBe([ProductKind.Preproc]);

        using var chosen = new MappingFiles(
            MappingFiles.Zero.Replace(
                "\"flavor\": \"zero\"",
                "\"flavor\": \"zero\", \"products\": { \"preproc\": true, \"cframe\": false }",
                StringComparison.Ordinal
            )
        );
        var products = (await chosen.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Products;
        ProductKinds.All.Where(kind => !products.Writes(kind)).ShouldBe([ProductKind.CFrame]);
    }

    [Fact]
    public async Task Any_change_of_any_file_changes_the_hash()
    {
        using var files = new MappingFiles();
        var before = (await files.LoadAsync()).Hash;
        files.Write("metrics.json", "{}");
        var with = (await files.LoadAsync()).Hash;
        files.Write("metrics.json", "{ }");
        var changed = (await files.LoadAsync()).Hash;

        before.ShouldMatch("^[0-9a-f]{64}$");
        new[] { before, with, changed }.Distinct().Count().ShouldBe(3);
    }

    public static TheoryData<string> Shipped =>
        [MappingFiles.Product, MappingFiles.Original, MappingFiles.LimitsOf(GoldenSet.A), MappingFiles.LimitsOf(GoldenSet.B)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Shipped_mappings_cover_all_flavors(string folder)
    {
        var set = await MappingFiles.LoadAsync(folder);

        set.Flavors.Keys.Order().ShouldBe(Flavors.All.Order());
        set.TrendMetrics.Keys.Order().ShouldBe(["airmass", "bias", "noise", "skybrightness"]);
        foreach (var mapping in set.Flavors.Values)
        {
            mapping.Stages[0].Name.ShouldBe("CHECK_CCDs");
            mapping.Stages.SelectMany(stage => stage.Tests).ShouldAllBe(test => test.IsComputed, "everything that is shown is computed");
            var shown = mapping.Stages.SelectMany(stage => stage.Tests).Select(test => test.Test);
            mapping.Recipe.SelectMany(step => step.Tests).ShouldBeSubsetOf(shown, "everything that is computed is shown");
        }
    }

    // Steps of pipeline.md 2.1, tests of 2.3 and 6.2; the checks of header and exposure and the sky residuals are ours.
    [Theory]
    [InlineData(
        Flavor.Science,
        "Initialize[Check_HDUs,Check_Exposure] Preproc[Bias_From_Overscan,Get_RMS,Count_Pixels,Calc_XWSigma] Flexure[Trace_Shifts] Extract_QP[CountSpectralBins]"
            + " ApplyFiberFlat_QP[Sky_Continuum,Sky_Peaks] SkySub_QP[Calculate_SNR,Sky_Residual] ApplyFluxCalibration[Sky_Rband,Integrate_Spec]"
    )]
    [InlineData(
        Flavor.Arc,
        "Initialize[Check_HDUs,Check_Exposure] Preproc[Bias_From_Overscan,Get_RMS,Count_Pixels,Calc_XWSigma] Flexure[Trace_Shifts] Extract_QP[CountSpectralBins]"
            + " ResolutionFit[Check_Resolution]"
    )]
    [InlineData(
        Flavor.Flat,
        "Initialize[Check_HDUs,Check_Exposure] Preproc[Bias_From_Overscan,Get_RMS,Count_Pixels] Flexure[Trace_Shifts] Extract_QP[CountSpectralBins]"
            + " ComputeFiberflat_QP[Check_FiberFlat]"
    )]
    [InlineData(Flavor.Zero, "Initialize[Check_HDUs,Check_Exposure] Preproc[Bias_From_Overscan,Get_RMS,Count_Pixels]")]
    [InlineData(Flavor.Dark, "Initialize[Check_HDUs,Check_Exposure] Preproc[Bias_From_Overscan,Get_RMS,Count_Pixels]")]
    public async Task Shipped_recipes_have_the_steps_and_tests_of_the_original_in_its_order(Flavor flavor, string expected)
    {
        foreach (var folder in (string[])[MappingFiles.Product, MappingFiles.LimitsOf(GoldenSet.A), MappingFiles.LimitsOf(GoldenSet.B)])
        {
            RecipeOf(await MappingFiles.LoadAsync(folder)).ShouldBe(expected, folder);
        }

        RecipeOf(await MappingFiles.LoadAsync(MappingFiles.Original))
            .ShouldBe(
                expected
                    .Replace(",Sky_Residual", string.Empty, StringComparison.Ordinal)
                    .Replace(",Check_Exposure", string.Empty, StringComparison.Ordinal),
                "the original has no such tests"
            );

        string RecipeOf(MappingSet set) =>
            string.Join(' ', set.Flavors[flavor].Recipe.Select(step => $"{step.Name}[{string.Join(',', step.Tests)}]"));
    }

    [Fact]
    public async Task Product_mappings_explain_every_test_to_an_operator()
    {
        var set = await MappingFiles.LoadAsync(MappingFiles.Product);
        foreach (var test in set.Flavors.Values.SelectMany(mapping => mapping.Stages).SelectMany(stage => stage.Tests))
        {
            test.Help.ShouldNotBeEmpty(test.DisplayName);
            test.Action.ShouldNotBeEmpty(test.DisplayName);
        }
    }

    // Statuses of features.md 2.6, in its order.
    [Theory]
    [InlineData(
        Flavor.Science,
        "rms bias countpix xwsigma checkhdus checkexp | countbins xyshifts | peakcount skycont integ snr skyrband skyresid"
    )]
    [InlineData(Flavor.Arc, "rms bias countpix xwsigma checkhdus checkexp | countbins lamppeaks xyshifts | checkarc")]
    [InlineData(Flavor.Flat, "rms bias countpix checkhdus checkexp | countbins lamplevel xyshifts | checkflat")]
    [InlineData(Flavor.Zero, "rms bias countpix checkhdus checkexp")]
    [InlineData(Flavor.Dark, "rms bias countpix checkhdus checkexp")]
    public async Task Product_mappings_have_the_stages_and_tests_of_the_original_and_ours(Flavor flavor, string expected)
    {
        var set = await MappingFiles.LoadAsync(MappingFiles.Product);
        string.Join(" | ", set.Flavors[flavor].Stages.Select(stage => string.Join(' ', stage.Tests.Select(test => test.Name))))
            .ShouldBe(expected);
    }

    [Fact]
    public async Task A_healthy_zero_is_not_judged_by_the_reference_of_a_lit_exposure_7_2_no_25()
    {
        // pipeline.md 7.2 no. 25: the original's 0.45 always alarms.
        var product = await MappingFiles.LoadAsync(MappingFiles.Product);
        var lit = product.Flavors[Flavor.Zero].Stages[0].Tests.Single(test => test.Name == "countpix");
        ReferenceOf(lit.Limits!, B0, default).ShouldBe([0, 0, 0, 0]);

        var original = await MappingFiles.LoadAsync(MappingFiles.Original);
        var litBefore = original.Flavors[Flavor.Zero].Stages[0].Tests.Single(test => test.Name == "countpix");
        ReferenceOf(litBefore.Limits!, B0, default).ShouldBe([0.45, 0.45, 0.45, 0.45]);
    }

    private static double[] ReferenceOf(TestLimits limits, CameraId camera, ObservingProgram program) =>
        TestLimits.TryFind(limits.References, camera, program, out var found) ? [.. found] : [];

    private static LimitRange RangeOf(System.Collections.Immutable.ImmutableDictionary<LimitScope, LimitRange> ranges, CameraId camera) =>
        TestLimits.TryFind(ranges, camera, default, out var found) ? found : default;
}
