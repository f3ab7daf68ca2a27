using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Web.Components.Pages.FocalPlane;

namespace QuickLook.Tests.Web.FocalPlane;

public sealed class PlaneTextTests
{
    private static readonly PlaneOrder Fibers = new() { Kind = PlaneKind.Fibers };

    [Fact]
    public void Bad_fibers_are_counted_by_petal_the_worst_first()
    {
        var petals = Petals(petal => petal with { Fibers = 500, Counted = 500 });
        petals = petals.SetItem(7, petals[7] with { Counted = 288 }).SetItem(2, petals[2] with { Counted = 499 });

        PlaneText.Sentence(Fibers, petals).ShouldBe("4\u202f787 of 5\u202f000 fibers good; 212 of petal 7, 1 of petal 2 without flux");
    }

    [Fact]
    public void Petals_without_results_do_not_count()
    {
        var petals = Petals(petal => petal with { Fibers = 500, Counted = 500, Broken = 1 });
        petals = petals.SetItem(8, Without(8, "Preproc: the file ends")).SetItem(9, Without(9, "missing"));

        PlaneText.Sentence(Fibers, petals).ShouldBe("4\u202f000 of 4\u202f000 fibers good; 8 known to be broken");
    }

    [Fact]
    public void Focus_names_the_petals_that_warn_or_alarm()
    {
        var order = new PlaneOrder { Kind = PlaneKind.Focus, Part = "w" };
        var petals = Petals(petal => petal with { Quality = Quality.Normal, Fibers = 500, Counted = 500, Median = 0.01 });
        PlaneText.Sentence(order, petals).ShouldBe("W sigma is normal on all 10 petals");

        petals = petals.SetItem(5, petals[5] with { Quality = Quality.Warning, Median = 0.62 });
        PlaneText.Sentence(order, petals).ShouldBe("W sigma is normal on 9 of 10 petals; r5 warns, median +0.62 px from its reference");
    }

    [Fact]
    public void Residuals_are_summed_up()
    {
        var petals = Petals(petal => petal with { Fibers = 400, Counted = 400, Median = -0.02 });
        petals = petals.SetItem(1, petals[1] with { Beyond = 12 });

        PlaneText
            .Sentence(new PlaneOrder { Kind = PlaneKind.Snr }, petals)
            .ShouldBe("4\u202f000 targets on 10 petals, median residual −0.02; 12 beyond ±0.2");
    }

    [Theory]
    [InlineData(new double[0], double.NaN)]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 5.0, 1, 3 }, 3.0)]
    [InlineData(new[] { 5.0, 1, 3, 4 }, 3.5)]
    public void The_median_is_the_middle(double[] values, double median) => PlaneText.Median(values).ShouldBe(median);

    [Fact]
    public void Addresses_come_back_as_they_were_and_nonsense_is_passed_over()
    {
        PlaneOrder.Read(PlaneKind.Focus, "z", "X", "NOISE", "0").Href(7).ShouldBe("focus/7?arm=z&part=x&fiber=0");
        PlaneOrder
            .Read(PlaneKind.Fibers, "b", "Y", "XYSHIFTS_FIB", "4999")
            .Href(7)
            .ShouldBe("fibers/7?arm=b&part=y&metric=XYSHIFTS_FIB&fiber=4999");
        PlaneOrder.Read(PlaneKind.Fibers, null, "y", "GOOD_FIBERS", "5000").Href(7).ShouldBe("fibers/7?arm=r");
        PlaneOrder.Read(PlaneKind.Fibers, "br", null, "../etc", "-1").Href(7).ShouldBe("fibers/7?arm=r");
        PlaneOrder.Read(PlaneKind.Snr, "?", "x", "M", "").Href(7).ShouldBe("snr/7?arm=r");
    }

    private static ImmutableArray<PlanePetal> Petals(Func<PlanePetal, PlanePetal> make) =>
        [.. Spectrograph.All.Select(petal => make(new PlanePetal { Camera = new CameraId(Arm.R, petal) }))];

    private static PlanePetal Without(int petal, string reason) =>
        new() { Camera = new CameraId(Arm.R, new Spectrograph(petal)), Reason = reason };
}
