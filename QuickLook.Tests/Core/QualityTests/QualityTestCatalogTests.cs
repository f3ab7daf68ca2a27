using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class QualityTestCatalogTests
{
    [Fact]
    public void The_original_s_profile_has_the_tests_that_it_runs() =>
        QualityTestCatalog
            .All.Keys.Except(QualityTestCatalog.Original.Keys)
            .Order()
            .ShouldBe(["Check_Exposure", "Check_HDUs", "Sky_Residual"]);

    [Fact]
    public void Both_profiles_judge_the_same_metrics()
    {
        foreach (var (name, test) in QualityTestCatalog.Original)
        {
            test.JudgedMetrics.ShouldBe(QualityTestCatalog.All[name].JudgedMetrics);
        }
    }
}
