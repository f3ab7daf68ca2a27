using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Tracking;

namespace QuickLook.Tests.Core.Orchestration.Tracking;

public sealed class LimitTextTests
{
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;

    [Theory]
    [InlineData(2.6, -1.5, 1.5, "normal 1.10 - 4.10")]
    [InlineData(0, -1, 1, "normal -1 to 1")]
    [InlineData(500, -2, 0, "normal 498 - 500")]
    public void One_reference_makes_one_range(double reference, double low, double high, string expected) =>
        LimitText.Of(Test([reference], low, high), B0, ObservingProgram.Dark).ShouldBe(expected);

    [Fact]
    public void A_reference_per_amplifier_leaves_the_range_around_each() =>
        LimitText
            .Of(Test([2.5, 2.6, 2.7, 2.8], -1.5, 1.5), B0, ObservingProgram.Dark)
            .ShouldBe("normal within -1.50 to 1.50 of each reference");

    [Fact]
    public void Without_limits_or_reference_nothing_is_claimed()
    {
        LimitText.Of(Test([2.6], -1, 1) with { Limits = null }, B0, ObservingProgram.Dark).ShouldBeEmpty();
        LimitText.Of(Test([], -1, 1), B0, ObservingProgram.Dark).ShouldBeEmpty();
    }

    private static TestMapping Test(ImmutableArray<double> reference, double low, double high) =>
        new()
        {
            DisplayName = "Noise AMP",
            StatusKey = "NOISE_AMP_STATUS",
            Name = "rms",
            Metric = "NOISE_AMP",
            Limits = new TestLimits
            {
                References = ImmutableDictionary<LimitScope, ImmutableArray<double>>.Empty.Add(LimitScope.General, reference),
                Normal = ImmutableDictionary<LimitScope, LimitRange>.Empty.Add(LimitScope.General, new LimitRange(low, high)),
                Warning = ImmutableDictionary<LimitScope, LimitRange>.Empty.Add(LimitScope.General, new LimitRange(2 * low, 2 * high)),
            },
        };
}
