using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Detector;

namespace QuickLook.Tests.Core.Simulation.Detector;

public class RawGeometryTests
{
    [Fact]
    public void A_full_near_infrared_CCD_has_the_sections_of_the_mountain()
    {
        // pipeline.md 1.2, camera z0 of 2022.
        var geometry = RawGeometry.Of(Arm.Z, InstrumentSize.Full);

        (geometry.RawColumns, geometry.RawRows).ShouldBe((4256, 4194));
        geometry.PrescanColumns(Amplifier.A).ToString().ShouldBe("[1:7,2:2065]");
        geometry.Data(Amplifier.A).ToString().ShouldBe("[8:2064,2:2065]");
        geometry.Bias(Amplifier.A).ToString().ShouldBe("[2065:2128,2:2065]");
        geometry.RowOverscan(Amplifier.A).ToString().ShouldBe("[8:2064,2066:2097]");
        geometry.RowPrescan(Amplifier.A).ToString().ShouldBe("[8:2064,1:1]");
        geometry.Ccd(Amplifier.A).ToString().ShouldBe("[1:2057,1:2064]");
        geometry.Bias(Amplifier.B).ToString().ShouldBe("[2129:2192,2:2065]");
        geometry.Data(Amplifier.B).ToString().ShouldBe("[2193:4249,2:2065]");
        geometry.Ccd(Amplifier.B).ToString().ShouldBe("[2058:4114,1:2064]");
        geometry.Data(Amplifier.D).ToString().ShouldBe("[2193:4249,2130:4193]");
        geometry.Ccd(Amplifier.D).ToString().ShouldBe("[2058:4114,2065:4128]");
    }
}
