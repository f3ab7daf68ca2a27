using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Web.Components.Pages.Spectra;

namespace QuickLook.Tests.Web.Spectra;

public sealed class SpectraQueryTests
{
    [Fact]
    public void An_address_comes_back_as_it_was()
    {
        const string Address =
            "spectra/4707?fiber=0,11,74&arms=bz&type=QSO&smooth=gauss-2.5&show=noise,sky,skylines,lamps,full&from=5500&to=6200.5";

        var query = SpectraQuery.Read("0,11,74", "bz", "QSO", "gauss-2.5", "noise,sky,skylines,lamps,full", "5500", "6200.5");

        query.Href(4707).ShouldBe(Address);
        query.Fibers.Select(fiber => fiber.Number).ShouldBe([0, 11, 74]);
        query.Arms.ShouldBe([Arm.B, Arm.Z]);
        query.Kind.ShouldBe(TargetKind.Qso);
        query.Smoothing.ShouldBe(new Smoothing(SmoothingKernel.Gaussian, 2.5));
        query.Window.ShouldBe((5500, 6200.5));
        new SpectraQuery().Href(1).ShouldBe("spectra/1");
    }

    [Theory]
    [InlineData("-1,5000,x,,99999999999", "q", "GALAXY", "wavelet-3", "everything", "9000", "5000")]
    [InlineData("<script>", "", "", "box-", ",", "NaN", "1")]
    [InlineData(null, null, null, null, null, null, null)]
    [InlineData("0x1", "BRZ", "*", "box-NaN", null, "-5", "1e9")]
    public void Nonsense_is_as_if_it_were_not_there(
        string? fibers,
        string? arms,
        string? type,
        string? smooth,
        string? show,
        string? from,
        string? to
    )
    {
        var query = SpectraQuery.Read(fibers, arms, type, smooth, show, from, to);

        query.Href(1).ShouldBe("spectra/1");
        query.Arms.ShouldBe(Arms.All);
    }

    [Fact]
    public void No_more_than_six_fibers_and_no_wider_smoothing_are_taken()
    {
        SpectraQuery.Read("1,2,3,4,5,6,7,8", null, null, "box-400", null, null, null).Fibers.Length.ShouldBe(6);
        SpectraQuery.Read("3,3,3", null, null, "box-400", null, null, null).Fibers.Length.ShouldBe(1);
        SpectraQuery.Read(null, null, null, "box-400", null, null, null).Smoothing.Width.ShouldBe(20);
    }

    [Fact]
    public void Fibers_are_added_and_left_out_and_the_oldest_gives_way()
    {
        var query = new SpectraQuery().Toggled(new FiberId(0)).Toggled(new FiberId(3));
        query.Fibers.Select(fiber => fiber.Number).ShouldBe([0, 3]);
        query.Toggled(new FiberId(0)).Fibers.Select(fiber => fiber.Number).ShouldBe([3]);
        query.Toggled(new FiberId(0)).Toggled(new FiberId(3)).Fibers.Select(fiber => fiber.Number).ShouldBe([3]); // one stays

        foreach (var number in new[] { 4, 5, 6, 7, 8 })
        {
            query = query.Toggled(new FiberId(number));
        }

        query.Fibers.Select(fiber => fiber.Number).ShouldBe([3, 4, 5, 6, 7, 8]);
        query.Stepped(new FiberId(9)).Fibers.Select(fiber => fiber.Number).ShouldBe([3, 4, 5, 6, 7, 9]);
        query.Stepped(new FiberId(5)).Fibers.Select(fiber => fiber.Number).ShouldBe([3, 4, 6, 7, 5]);
    }

    [Fact]
    public void The_last_arm_cannot_be_taken_away()
    {
        var query = new SpectraQuery().Toggled(Arm.B).Toggled(Arm.R);
        query.Arms.ShouldBe([Arm.Z]);
        query.Toggled(Arm.Z).Arms.ShouldBe([Arm.Z]);
        query.Toggled(Arm.B).Arms.ShouldBe([Arm.B, Arm.Z]);
    }
}
