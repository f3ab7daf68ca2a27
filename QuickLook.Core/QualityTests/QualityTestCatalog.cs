using System.Collections.Frozen;

namespace QuickLook.Core.QualityTests;

/// <summary>Every quality test that QuickLook computes, by name. A new test is added here and in the mapping of its flavors.</summary>
public static class QualityTestCatalog
{
    private static readonly IQualityTest[] Tests = [new CheckHdus(), new BiasFromOverscan(), new GetRms(), new CountPixels()];

    /// <summary>The tests by <see cref="IQualityTest.Name"/>.</summary>
    public static FrozenDictionary<string, IQualityTest> All { get; } = Tests.ToFrozenDictionary(test => test.Name, StringComparer.Ordinal);
}
