using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Core.Formats;

public sealed class FibermapRowTests
{
    [Theory]
    [InlineData("TGT", TargetBits.Elg, false, "ELG")]
    [InlineData("TGT", TargetBits.Lrg | TargetBits.Elg, false, "LRG")]
    [InlineData("TGT", TargetBits.Qso | TargetBits.Lrg, false, "QSO")]
    [InlineData("TGT", TargetBits.BrightGalaxy, false, "BGS")]
    [InlineData("TGT", TargetBits.MilkyWay, false, "MWS")]
    [InlineData("TGT", TargetBits.MilkyWay | TargetBits.StandardBright, true, "STD")]
    [InlineData("TGT", 1L << 50, false, "TGT")]
    [InlineData("SKY", TargetBits.Elg, false, "SKY")]
    [InlineData("BAD", TargetBits.StandardFaint, true, "BAD")]
    [InlineData("", 0L, false, "")]
    public void A_fiber_is_counted_as_one_thing(string objectType, long bits, bool isStandard, string counted) =>
        new FibermapRow(new FiberId(7), objectType, 1, 2, bits, 1, 1, 1) { IsStandard = isStandard }.ObjectClass.ShouldBe(counted);
}
