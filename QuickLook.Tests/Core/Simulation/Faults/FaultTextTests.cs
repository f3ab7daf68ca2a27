using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;

namespace QuickLook.Tests.Core.Simulation.Faults;

/// <summary>Faults as the command line writes them.</summary>
public sealed class FaultTextTests
{
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;

    [Fact]
    public void Every_fault_has_a_name_of_its_own_and_is_found_by_it()
    {
        FaultCatalog.All.Select(entry => entry.Kind).ShouldBe(Enum.GetValues<FaultKind>());
        FaultCatalog.All.Select(entry => entry.Name).ShouldBeUnique();
        foreach (var entry in FaultCatalog.All)
        {
            FaultText.Parse(entry.Name).Value.ShouldBe(new SeededFault(entry.Kind));
        }
    }

    [Theory]
    [InlineData("defocus", null, null)]
    [InlineData("defocus:r0", "r0", null)]
    [InlineData("Defocus:R0:1.8", "r0", 1.8)]
    [InlineData("defocus::1.8", null, 1.8)]
    [InlineData(" defocus : r0 : ", "r0", null)]
    public void A_fault_is_a_name_perhaps_with_a_camera_and_an_amount(string text, string? camera, double? amount) =>
        FaultText
            .Parse(text)
            .Value.ShouldBe(new SeededFault(FaultKind.Defocus, camera is null ? null : CameraId.Parse(camera).Value, amount));

    [Theory]
    [InlineData("defokus", "'defokus' is not a fault; did you mean 'defocus'?")]
    [InlineData("", "a fault is written NAME[:camera[:amount]], such as defocus:r0:1.8 or cloud::0.5")]
    [InlineData("defocus:r0:1:2", "a fault is written NAME[:camera[:amount]], such as defocus:r0:1.8 or cloud::0.5")]
    [InlineData("defocus:r0:wide", "defocus: 'wide' is not a number")]
    [InlineData("defocus:r0:9", "defocus: the amount 9 is not 1 to 5: factor on their widths")]
    [InlineData("defocus:r0:NaN", "defocus: the amount NaN is not 1 to 5: factor on their widths")]
    [InlineData("broken-fibers::2.5", "broken-fibers: the amount 2.5 is not a whole number of 1 to 100: how many fibers")]
    [InlineData("missing-camera:b0:3", "missing-camera has no amount")]
    [InlineData("wrong-night:b0", "wrong-night concerns the exposure as a whole; no camera can be named")]
    public void What_is_wrong_with_a_fault_is_said(string text, string reason) => FaultText.Parse(text).Failure!.Reason.ShouldBe(reason);

    [Fact]
    public void A_camera_that_does_not_exist_is_said() => FaultText.Parse("defocus:q7").Failure!.Reason.ShouldStartWith("defocus: ");

    [Fact]
    public void A_fault_survives_being_written_and_read()
    {
        foreach (
            var fault in new[]
            {
                new SeededFault(FaultKind.TraceShift),
                new SeededFault(FaultKind.TraceShift, R0),
                new SeededFault(FaultKind.TraceShift, R0, -0.25),
                new SeededFault(FaultKind.TraceShift, null, 0.75),
            }
        )
        {
            FaultText.Parse(FaultText.Write(fault)).Value.ShouldBe(fault);
        }
    }

    [Fact]
    public void The_usual_amount_of_a_fault_is_one_that_can_be_asked_for()
    {
        foreach (var entry in FaultCatalog.All)
        {
            entry.AmountOf(entry.Amount?.Usual).IsSuccess.ShouldBeTrue(entry.Name);
            entry.AmountOf(null).IsSuccess.ShouldBeTrue(entry.Name);
        }
    }
}
