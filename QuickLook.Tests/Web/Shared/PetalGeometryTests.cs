using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Shared;

/// <summary>Expected places: look.md, "The petal wheel".</summary>
public sealed class PetalGeometryTests
{
    [Fact]
    public void Clockwise_from_18_degrees_stand_4_3_2_1_0_9_8_7_6_5()
    {
        var clockwise = Spectrograph.All.OrderBy(PetalGeometry.StartDegrees).Select(spectrograph => spectrograph.Number);

        clockwise.ShouldBe([4, 3, 2, 1, 0, 9, 8, 7, 6, 5]);
        PetalGeometry.Order.Select(spectrograph => spectrograph.Number).ShouldBe([4, 3, 2, 1, 0, 9, 8, 7, 6, 5]);
        PetalGeometry.StartDegrees(new Spectrograph(4)).ShouldBe(18);
        PetalGeometry.StartDegrees(new Spectrograph(5)).ShouldBe(342);
    }

    [Fact]
    public void Spectrograph_5_is_at_the_top_and_0_at_the_bottom()
    {
        var (topX, topY) = PetalGeometry.Middle(new Spectrograph(5), 1);
        var (bottomX, bottomY) = PetalGeometry.Middle(new Spectrograph(0), 1);

        topX.ShouldBe(0, 0.01);
        topY.ShouldBeLessThan(-50);
        bottomX.ShouldBe(0, 0.01);
        bottomY.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_slice_is_36_degrees_of_the_circle()
    {
        // 52 sin 18° = 16.1, 52 cos 18° = 49.5; 52 sin 54° = 42.1, 52 cos 54° = 30.6
        PetalGeometry.Slice(new Spectrograph(4), PetalGeometry.Radius).ShouldBe("M0 0L16.1 -49.5A52 52 0 0 1 42.1 -30.6z");
    }
}
