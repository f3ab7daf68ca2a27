using System.Collections.Frozen;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Every quality test that QuickLook computes, by name, in two profiles. A new test is added here and in the mapping of its flavors.
/// </summary>
public static class QualityTestCatalog
{
    /// <summary>The tests with the right values, by <see cref="IQualityTest.Name"/>: the default.</summary>
    public static FrozenDictionary<string, IQualityTest> All { get; } =
        ByName([
            .. Common,
            new CheckHdus(),
            new CheckExposure(),
            new CalcXWSigma(LineWidthRule.Default),
            new CountSpectralBins(MissingBins.LeaveOut),
            new SkyContinuum(MissingBins.LeaveOut),
            new SkyPeaks(MissingBins.LeaveOut),
            new CalculateSnr(SnrFitRule.Default),
            new SkyResidual(),
            new SkyRband(SkyRbandRule.Default),
            new IntegrateSpec(MagnitudeRule.Default),
            new CheckResolution(LostFibers.LeaveOut),
            new CheckFiberFlat(LostFibers.LeaveOut),
        ]);

    /// <summary>
    /// The tests that the original runs, with its rules, defects included, by <see cref="IQualityTest.Name"/>: for comparison with its documents.
    /// </summary>
    public static FrozenDictionary<string, IQualityTest> Original { get; } =
        ByName([
            .. Common,
            new CalcXWSigma(LineWidthRule.Original),
            new CountSpectralBins(MissingBins.CountAsZero),
            new SkyContinuum(MissingBins.CountAsZero),
            new SkyPeaks(MissingBins.CountAsZero),
            new CalculateSnr(SnrFitRule.Original),
            new SkyRband(SkyRbandRule.Original),
            new IntegrateSpec(MagnitudeRule.Original),
            new CheckResolution(LostFibers.Count),
            new CheckFiberFlat(LostFibers.Count),
        ]);

    /// <summary>Tests that are the same in both profiles.</summary>
    private static IQualityTest[] Common => [new BiasFromOverscan(), new GetRms(), new CountPixels(), new MeanTraceShifts()];

    private static FrozenDictionary<string, IQualityTest> ByName(IEnumerable<IQualityTest> tests) =>
        tests.ToFrozenDictionary(test => test.Name, StringComparer.Ordinal);
}
