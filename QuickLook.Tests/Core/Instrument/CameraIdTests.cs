using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Core.Instrument;

public sealed class CameraIdTests
{
    [Theory]
    [InlineData("b0", Arm.B, 0)]
    [InlineData("Z9", Arm.Z, 9)]
    [InlineData("r3      ", Arm.R, 3)]
    public void A_camera_is_read_in_any_case_with_the_blanks_of_FITS(string text, Arm arm, int spectrograph) =>
        CameraId.Parse(text).Value.ShouldBe(new CameraId(arm, new Spectrograph(spectrograph)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("x0")]
    [InlineData("b10")]
    [InlineData("bb")]
    public void Anything_else_is_refused_with_a_reason(string? text) => CameraId.Parse(text).Failure!.Reason.ShouldNotBeEmpty();

    [Fact]
    public void Thirty_cameras_stand_in_display_order_and_survive_a_round_trip()
    {
        CameraId.All.Count.ShouldBe(30);
        CameraId.All.Select(camera => camera.Index).ShouldBe(Enumerable.Range(0, 30));
        CameraId.All.ShouldAllBe(camera => CameraId.Parse(camera.ToString()).Value == camera);
    }
}
