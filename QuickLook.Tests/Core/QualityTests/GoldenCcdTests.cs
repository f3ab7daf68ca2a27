using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>
/// The CCD tests on every golden exposure against what desi_quicklook 0.68.1 computed on the same files (Golden/README.md; tolerances
/// from there).
/// </summary>
public sealed class GoldenCcdTests
{
    public static TheoryData<string, int, string> Cameras
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var camera in GoldenCamera.All)
            {
                data.Add(camera.Set.Name, camera.Exposure, camera.Camera.ToString());
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cameras))]
    public void Ccd_metrics_and_statuses_of_a_golden_camera_equal_the_original_s(string set, int exposure, string camera)
    {
        var golden = GoldenCamera.Of(set, exposure, camera);
        using var evidence = golden.Preprocess();

        var bias = Measure("Bias_From_Overscan", evidence, golden);
        ShouldBeWithin(bias["BIAS_AMP"], golden.ExpectedMetric("Bias_From_Overscan", "BIAS_AMP"), 1e-9);

        var noise = Measure("Get_RMS", evidence, golden);
        ShouldBeWithin(noise["NOISE_AMP"], golden.ExpectedMetric("Get_RMS", "NOISE_AMP"), 1e-9);
        GoldenCamera.Numbers(noise["NOISE_OVERSCAN_AMP"]).ShouldBe(golden.ExpectedMetric("Get_RMS", "NOISE_OVERSCAN_AMP"));

        var lit = Measure("Count_Pixels", evidence, golden);
        GoldenCamera.Numbers(lit["LITFRAC_AMP"]).ShouldBe(golden.ExpectedMetric("Count_Pixels", "LITFRAC_AMP"));
    }

    [Theory]
    [MemberData(nameof(Cameras))]
    public void Overscan_steps_of_a_golden_camera_equal_those_in_the_original_s_log(string set, int exposure, string camera)
    {
        var golden = GoldenCamera.Of(set, exposure, camera);
        using var evidence = golden.Preprocess(new PreprocessingOptions { RejectCosmicRays = false });
        var amplifiers = evidence.Image.ShouldNotBeNull().Amplifiers;

        // Science exposures are preprocessed a second time for the flux calibration; the first four lines are the quick look's own.
        var lines = golden.ExpectedLogLines("(OSTEP) =");
        for (var i = 0; i < 4; i++)
        {
            var words = lines[i].Split(' ');
            var expected = double.Parse(words[^2], CultureInfo.InvariantCulture);
            amplifiers[i].OverscanStep.ShouldBe(expected, 1e-6);
        }

        var methods = golden.ExpectedLogLines(" subtracting ").Where(line => line.Contains("overscan", StringComparison.Ordinal));
        methods
            .Take(4)
            .Select(line => line.Contains("per row", StringComparison.Ordinal) ? OverscanMethod.PerRow : OverscanMethod.Average)
            .ShouldBe(amplifiers.Select(amplifier => amplifier.Method));
    }

    private static JsonObject Measure(string test, CameraEvidence evidence, GoldenCamera golden)
    {
        var expected = golden.Expected(test);
        var parameters = expected["PARAMS"]!
            .AsObject()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!);
        var qualityTest = QualityTestCatalog.All[test];
        var metrics = GoldenCamera.Succeed(qualityTest.Measure(evidence, parameters)).Metrics;

        var metric = qualityTest.JudgedMetrics.ShouldHaveSingleItem();
        var values = GoldenCamera.Succeed(MetricValues.Read(metric, metrics[metric], string.Empty, []));
        var program = evidence.Flavor == QuickLook.Core.Instrument.Flavor.Science ? $"_{evidence.Metadata.Program.Name}" : string.Empty;
        var threshold = new Threshold(
            [.. GoldenCamera.Numbers(parameters[$"{metric}{program}_REF"])],
            Range(parameters[$"{metric}_NORMAL_RANGE"]),
            Range(parameters[$"{metric}_WARN_RANGE"])
        );
        var status = expected["METRICS"]![$"{metric}_STATUS"]!.GetValue<string>();
        StatusRule.ByRank.Judge(values, threshold).Quality.ToString().ToUpperInvariant().ShouldBe(status);
        StatusRule.ByPosition.Judge(values, threshold).Quality.ToString().ToUpperInvariant().ShouldBe(status);
        return metrics;
    }

    private static ToleranceRange Range(JsonNode node)
    {
        var numbers = GoldenCamera.Numbers(node);
        return new ToleranceRange(numbers[0], numbers[1]);
    }

    private static void ShouldBeWithin(JsonNode? actual, double[] expected, double relative)
    {
        var numbers = GoldenCamera.Numbers(actual);
        numbers.Length.ShouldBe(expected.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i].ShouldBe(expected[i], relative * Math.Abs(expected[i]));
        }
    }
}
