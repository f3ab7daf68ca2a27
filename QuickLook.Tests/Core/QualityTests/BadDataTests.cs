using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Sky;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Whatever the data are like, a test of spectra ends with metrics that say so: no exception, and no number that looks normal.</summary>
public sealed class BadDataTests
{
    private static readonly string[] Tests =
    [
        "CountSpectralBins",
        "Sky_Continuum",
        "Sky_Peaks",
        "Calculate_SNR",
        "Sky_Residual",
        "Sky_Rband",
        "Integrate_Spec",
    ];

    private static readonly Dictionary<string, Action<SmallExposure>> Cases = new(StringComparer.Ordinal)
    {
        ["all pixels masked"] = exposure =>
        {
            exposure.Flux = (_, _) => 0;
            exposure.InverseVariance = (_, _) => 0;
        },
        ["NaN fluxes"] = exposure => exposure.Flux = (_, _) => double.NaN,
        ["infinite fluxes"] = exposure => exposure.Flux = (_, _) => double.PositiveInfinity,
        ["NaN inverse variances"] = exposure => exposure.InverseVariance = (_, _) => double.NaN,
        ["no fibermap"] = exposure => exposure.Row = _ => null,
        ["no exposure time"] = exposure => exposure.ExposureTime = null,
        ["an exposure time of 0"] = exposure => exposure.ExposureTime = 0,
        ["every fiber broken"] = exposure => exposure.Broken.UnionWith([0, 1, 2, 3]),
        ["no target"] = exposure => exposure.Row = SmallExposure.Sky,
        ["no sky"] = exposure => exposure.Row = fiber => SmallExposure.Target(fiber),
        ["no program"] = exposure => exposure.Program = default,
        ["no lines to look at"] = exposure => exposure.Peaks = [],
        ["one fiber"] = exposure => exposure.Fibers = 1,
    };

    /// <summary>Which judged values must be missing, by test.</summary>
    private static readonly Dictionary<string, string[]> Missing = new(StringComparer.Ordinal)
    {
        ["all pixels masked"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["NaN fluxes"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["infinite fluxes"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["NaN inverse variances"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["no fibermap"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["no exposure time"] = ["Sky_Peaks", "Calculate_SNR", "Sky_Rband", "Integrate_Spec"],
        ["an exposure time of 0"] = ["Sky_Peaks", "Calculate_SNR", "Sky_Rband", "Integrate_Spec"],
        ["every fiber broken"] = ["Sky_Continuum", "Sky_Peaks", "Calculate_SNR", "Sky_Residual", "Sky_Rband", "Integrate_Spec"],
        ["no target"] = ["Calculate_SNR", "Integrate_Spec"],
        ["no sky"] = ["Sky_Continuum", "Sky_Peaks", "Sky_Residual", "Sky_Rband"],
        ["no lines to look at"] = ["Sky_Peaks"],
    };

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Cases.Keys)
            {
                foreach (var test in Tests)
                {
                    data.Add(name, test);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bad_data_give_no_exception_and_no_value_that_looks_normal(string name, string test)
    {
        var result = Measure(name, test, QualityTestCatalog.All);

        // Numbers that JSON cannot hold would throw here.
        result.Metrics.ToJsonString().ShouldNotContain("NaN");
        if (Missing.TryGetValue(name, out var tests) && tests.Contains(test))
        {
            var judged = QualityTestCatalog.All[test].JudgedMetrics[0];
            var values = result.Metrics[judged] is JsonArray array ? array.ToArray() : [result.Metrics[judged]];
            values.ShouldAllBe(value => value == null);
            result.Texts(judged + "_TEXT").ShouldHaveSingleItem().ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bad_data_do_not_make_the_original_s_rules_throw_either(string name, string test)
    {
        if (QualityTestCatalog.Original.ContainsKey(test))
        {
            Measure(name, test, QualityTestCatalog.Original).Metrics.ToJsonString().ShouldNotContain("NaN");
        }
    }

    [Theory]
    [InlineData("all pixels masked")]
    [InlineData("every fiber broken")]
    [InlineData("NaN fluxes")]
    public void No_fiber_is_good_without_data(string name) =>
        Measure(name, "CountSpectralBins", QualityTestCatalog.All).Number("NGOODFIB").ShouldBe(0);

    [Fact]
    public void Tests_of_spectra_say_which_step_is_missing()
    {
        foreach (
            var test in QualityTestCatalog.All.Values.Where(test =>
                test.Name is not ("Bias_From_Overscan" or "Get_RMS" or "Count_Pixels" or "Check_HDUs" or "Check_Exposure")
            )
        )
        {
            using var evidence = new CameraEvidence
            {
                Night = new Night(new DateOnly(2020, 11, 7)),
                Exposure = new ExposureId(7),
                Camera = new CameraId(Arm.R, new Spectrograph(SmallExposure.Petal)),
                Flavor = Flavor.Science,
                Metadata = new ExposureMetadata(),
                Identity = new CameraIdentity(),
            };

            test.Measure(evidence, new Dictionary<string, JsonNode>())
                .Failure.ShouldNotBeNull(test.Name)
                .Reason.ShouldContain("has not run");
        }
    }

    private static QualityTestResult Measure(string name, string test, IReadOnlyDictionary<string, IQualityTest> profile)
    {
        var exposure = new SmallExposure { Row = fiber => fiber % 2 == 1 ? SmallExposure.Sky(fiber) : SmallExposure.Target(fiber) };
        Cases[name](exposure);
        using var evidence = exposure.Evidence();
        evidence.Sky = new SkyModel
        {
            Model = new Plane<float>(1, 1),
            SkyFibers = [],
            IsFallback = evidence.Fibers!.Sky.IsEmpty,
            Wavelength = [5600, 5700],
            MedianSky = [double.NaN, 1],
        };
        return Golden.GoldenCamera.Succeed(profile[test].Measure(evidence, new Dictionary<string, JsonNode>()));
    }
}
