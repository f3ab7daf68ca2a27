using System.Text.Json.Nodes;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Tests.Core.Formats;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class CcdQualityTests : IDisposable
{
    private static readonly Dictionary<string, JsonNode> NoParameters = [];
    private readonly SimulatedExposure simulated = new();

    public void Dispose() => simulated.Dispose();

    [Fact]
    public void Headers_that_agree_with_what_was_asked_have_no_disagreement()
    {
        using var evidence = Evidence();

        var metrics = Measure("Check_HDUs", evidence).Metrics;

        metrics["CHECKHDUS"]!.GetValue<int>().ShouldBe(0);
        metrics["EXPNUM"]!.GetValue<int>().ShouldBe(7);
        metrics["CHECKHDUS_TEXT"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Each_disagreement_of_the_headers_is_counted_and_told()
    {
        simulated.ExposureCards["NIGHT"] = null;
        using var evidence = Evidence(camera: "z1", exposure: 8, flavor: Flavor.Arc);

        var metrics = Measure("Check_HDUs", evidence).Metrics;

        metrics["CHECKHDUS"]!.GetValue<int>().ShouldBe(4);
        var texts = metrics["CHECKHDUS_TEXT"]!.AsArray().Select(node => node!.GetValue<string>());
        texts.ShouldContain("CAMERA is r3 in the header; z1 was asked for");
        texts.ShouldContain("EXPID is 00000007 in the header; 00000008 was asked for");
        texts.ShouldContain("FLAVOR is science in the header; arc was asked for");
        texts.ShouldContain("NIGHT is missing in the header or cannot be read; 20201107 was asked for");
    }

    [Fact]
    public void Expected_noise_falls_back_to_the_measured_one_7_2_no_4()
    {
        simulated.CameraCards["RDNOISE2"] = null;
        using var evidence = Evidence();

        var metrics = Measure("Get_RMS", evidence).Metrics;

        var (measured, expected) = (GoldenCamera.Numbers(metrics["NOISE_AMP"]), GoldenCamera.Numbers(metrics["NOISE_OVERSCAN_AMP"]));
        expected.ShouldBe([2.5, measured[1], 2.5, 2.5]);
    }

    [Fact]
    public void Pattern_noise_and_widths_come_from_the_overscan_in_electrons_7_2_no_3()
    {
        // Half of the rows lie 1 ADU higher (1.5 e- with a gain of 1.5): standard deviation of the row medians 0.75 e-.
        simulated.Value = (_, row, isOverscan) => isOverscan ? 1000 + (row < 20 ? 0 : 1) : 9000;
        using var evidence = Evidence();

        var metrics = Measure("Get_RMS", evidence).Metrics;

        GoldenCamera.Numbers(metrics["BIAS_PATNOISE"]).ShouldAllBe(value => Math.Abs(value - (0.75 / 2.5)) < 1e-6);
        metrics["DIFF1SIG"]!.GetValue<double>().ShouldBe(1.5, 1e-6);
        metrics["DIFF2SIG"]!.GetValue<double>().ShouldBe(1.5, 1e-6);
        metrics["DATA5SIG"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public void Percentiles_are_those_of_the_recipe()
    {
        using var evidence = GoldenCamera.Of("A", 101, "b0").Preprocess();

        var wide = Measure("Get_RMS", evidence, ("PERCENTILES", "[95.4, 99.7]"));
        var usual = Measure("Get_RMS", evidence, ("PERCENTILES", "[68.2, 95.4, 99.7]"));

        wide.Metrics["DIFF1SIG"]!.GetValue<double>().ShouldBe(usual.Metrics["DIFF2SIG"]!.GetValue<double>());
        wide.Parameters["PERCENTILES"]!.ToJsonString().ShouldBe("[95.4,99.7]");

        // A Gaussian of the four read noises 2.846, 2.981, 2.789 and 2.728 e- (truth of set A): the central 68.2 % are 2 sigma wide.
        usual.Metrics["DIFF1SIG"]!
            .GetValue<double>()
            .ShouldBe(2 * 2.836, 0.25);
        usual.Metrics["DIFF2SIG"]!.GetValue<double>().ShouldBe(4 * 2.836, 0.5);
    }

    [Fact]
    public void Lit_pixels_are_counted_above_the_cut_of_the_recipe()
    {
        // 2.5 e- expected noise: 10 ADU = 15 e- are lit at a cut of 5 (12.5 e-) and dark at a cut of 7 (17.5 e-).
        simulated.Value = (amplifier, row, isOverscan) => isOverscan || row >= 10 * (int)amplifier ? 1000 : 1010;
        using var evidence = Evidence();

        GoldenCamera.Numbers(Measure("Count_Pixels", evidence, ("CUTPIX", "5")).Metrics["LITFRAC_AMP"]).ShouldBe([0, 0.25, 0.5, 0.75]);
        GoldenCamera.Numbers(Measure("Count_Pixels", evidence, ("CUTPIX", "7")).Metrics["LITFRAC_AMP"]).ShouldBe([0, 0, 0, 0]);
    }

    [Theory]
    [InlineData("Count_Pixels", "CUTPIX", "\"five\"")]
    [InlineData("Get_RMS", "PERCENTILES", "68.2")]
    [InlineData("Get_RMS", "PERCENTILES", "[68.2]")]
    [InlineData("Get_RMS", "PERCENTILES", "[68.2, 120]")]
    public void A_parameter_that_cannot_be_right_is_named(string test, string key, string json)
    {
        using var evidence = Evidence();
        var parameters = new Dictionary<string, JsonNode> { [key] = JsonNode.Parse(json)! };

        QualityTestCatalog.All[test].Measure(evidence, parameters).Failure.ShouldNotBeNull().Place.ShouldBe(key);
    }

    [Theory]
    [InlineData("Bias_From_Overscan")]
    [InlineData("Get_RMS")]
    [InlineData("Count_Pixels")]
    public void Without_an_image_there_is_a_reason_and_no_metric(string test)
    {
        using var evidence = Evidence(hasImage: false);

        QualityTestCatalog.All[test].Measure(evidence, NoParameters).Failure.ShouldNotBeNull().Reason.ShouldContain("Preproc");
    }

    [Fact]
    public void An_amplifier_that_was_not_read_out_has_a_place_and_no_value()
    {
        simulated.Amplifiers = [Amplifier.B, Amplifier.D];
        using var evidence = Evidence();

        foreach (
            var (test, metric) in new[]
            {
                ("Bias_From_Overscan", "BIAS_AMP"),
                ("Get_RMS", "NOISE_AMP"),
                ("Get_RMS", "NOISE_OVERSCAN_AMP"),
                ("Get_RMS", "BIAS_PATNOISE"),
                ("Count_Pixels", "LITFRAC_AMP"),
            }
        )
        {
            Measure(test, evidence).Metrics[metric]!
                .AsArray()
                .Select(value => value is not null)
                .ShouldBe([false, true, false, true], metric);
        }
    }

    private static QualityTestResult Measure(string test, CameraEvidence evidence, params (string Key, string Json)[] parameters) =>
        GoldenCamera.Succeed(
            QualityTestCatalog.All[test].Measure(evidence, parameters.ToDictionary(pair => pair.Key, pair => JsonNode.Parse(pair.Json)!))
        );

    private CameraEvidence Evidence(string camera = "r3", int exposure = 7, Flavor flavor = Flavor.Science, bool hasImage = true)
    {
        var (raw, rawCamera) = simulated.Write().Read();
        using (raw)
        using (rawCamera)
        {
            var options = new PreprocessingOptions { RejectCosmicRays = false };
            return new CameraEvidence
            {
                Night = new Night(new DateOnly(2020, 11, 7)),
                Exposure = new ExposureId(exposure),
                Camera = CameraId.Parse(camera).Value,
                Flavor = flavor,
                Metadata = raw.Metadata,
                Identity = rawCamera.Identity,
                Image = hasImage
                    ? GoldenCamera.Succeed(
                        Preprocessor.Run(rawCamera, raw.Metadata, CalibrationRecord.Empty, options, _ => { }, CancellationToken.None)
                    )
                    : null,
            };
        }
    }
}
