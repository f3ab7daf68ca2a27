using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Traces;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class TraceShiftTests
{
    private static readonly ShiftSample[] Across = [Sample(0, 0.1), Sample(0, 0.3), Sample(2, 0.5)];
    private static readonly ShiftSample[] Along = [Sample(3, -0.2)];

    [Fact]
    public void Shifts_are_means_of_all_samples_and_of_each_fiber_s()
    {
        var result = Measure(new TraceShifts([.. Across], [.. Along]));

        result.Numbers("XYSHIFTS").ShouldBeNear([0.3, -0.2], 1e-12);
        result.Rows("XYSHIFTS_FIB")[0].ShouldBeNear([0.2, double.NaN, 0.5, double.NaN], 1e-12);
        result.Rows("XYSHIFTS_FIB")[1].ShouldBeNear([double.NaN, double.NaN, double.NaN, -0.2], 1e-12);
        result.Numbers("XYSHIFTS_SAMPLES").ShouldBe([3, 1]);
        result.FibersOf["XYSHIFTS_FIB"].ShouldBe("FIBER_NUMBERS");
    }

    [Fact]
    public void A_direction_without_samples_has_no_shift()
    {
        var result = Measure(new TraceShifts([.. Across], []));

        result.Numbers("XYSHIFTS").ShouldBeNear([0.3, double.NaN], 1e-12);
        result.Metrics.ContainsKey("XYSHIFTS_TEXT").ShouldBeFalse();
    }

    [Fact]
    public void Without_any_sample_there_is_a_reason() =>
        Measure(new TraceShifts([], [])).Texts("XYSHIFTS_TEXT").ShouldHaveSingleItem().ShouldContain("light");

    private static ShiftSample Sample(int fiber, double shift) => new(fiber, 10, 20, 6000, shift, 0.01);

    private static QualityTestResult Measure(TraceShifts shifts)
    {
        using var evidence = new SmallExposure().Evidence();
        evidence.Shifts = shifts;
        return SmallExposure.Measure("Trace_Shifts", evidence);
    }
}
