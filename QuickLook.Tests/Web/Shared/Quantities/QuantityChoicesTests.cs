using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared.Quantities;

namespace QuickLook.Tests.Web.Shared.Quantities;

public sealed class QuantityChoicesTests
{
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;
    private readonly QuantityChoices choices = new(new ScriptedMappings().Current);

    [Fact]
    public void A_trend_metric_has_the_elements_and_the_test_of_the_mapping_that_judges_it()
    {
        var noise = choices.Usual;

        noise.Quantity.ToString().ShouldBe("metric-noise");
        noise.Elements.ShouldBe(["A", "B", "C", "D"]);
        (noise.Stage, noise.Test, noise.Unit).ShouldBe(("CHECK_CCDs", "rms", "e-"));
        choices.Find(new Quantity(QuantityKind.Metric, "airmass"))!.Test.ShouldBeEmpty();
        choices.Find(new Quantity(QuantityKind.Metric, "nothing")).ShouldBeNull();
    }

    [Fact]
    public void Everything_that_can_be_chosen_can_be_written_in_an_address()
    {
        choices.All.Length.ShouldBeGreaterThan(20);
        foreach (var choice in choices.All)
        {
            Quantity.Parse(choice.Quantity.ToString()).Value.ShouldBe(choice.Quantity);
            choices.Find(choice.Quantity)!.Title.ShouldBe(choice.Title);
        }

        choices.All.Select(choice => choice.Quantity).Distinct().Count().ShouldBe(choices.All.Length);
    }

    // mappings/science.json: read noise 2.6 e-, -1.5 to 1.5 whatever the program; lit pixels 0.45 in dark and 0.48 in bright time.
    [Fact]
    public void Limits_are_those_of_the_mappings_where_one_set_judges_all_that_is_shown()
    {
        var limits = choices.LimitsOf(choices.Usual, [B0], ["science"], ["dark", "bright"])!;

        limits.Reference.Distinct().ShouldBe([2.6]);
        (limits.Normal.Low, limits.Normal.High, limits.Warning.Low, limits.Warning.High).ShouldBe((-1.5, 1.5, -2, 2));
        var lit = choices.Find(new Quantity(QuantityKind.Test, "Count_Pixels"), "science")!;
        choices.LimitsOf(lit, [B0], ["science"], ["dark"])!.Reference.Distinct().ShouldBe([0.45]);
        choices.LimitsOf(lit, [B0], ["science"], ["dark", "bright"]).ShouldBeNull("dark and bright have references of their own");
        choices.LimitsOf(lit, [B0], ["science", "zero"], ["dark"]).ShouldBeNull("and so have zeros");
        choices.LimitsOf(choices.Find(Quantity.Airmass)!, [B0], ["science"], ["dark"]).ShouldBeNull();
        choices.LimitsOf(choices.Usual, [B0], ["twilight"], ["dark"]).ShouldBeNull();
    }

    // mappings/science.json, arm r, dark: references 0.55, 0.5, 0.7, 0.7; the deviation is the reference minus the value, normal from -2 to 0.42.
    [Fact]
    public void Limits_are_about_values_also_where_the_deviation_is_the_other_way_round()
    {
        var snr = choices.Find(new Quantity(QuantityKind.Test, "Calculate_SNR"), "science")!;

        var limits = choices.LimitsOf(snr, [CameraId.Parse("r0").Value], ["science"], ["dark"])!;

        limits.Reference.ShouldBe([0.55, 0.5, 0.7, 0.7]);
        (limits.Normal.Low, limits.Normal.High, limits.Warning.Low, limits.Warning.High).ShouldBe((-0.42, 2, -0.55, 3));
        choices.LimitsOf(snr, [CameraId.Parse("r0").Value, B0], ["science"], ["dark"]).ShouldBeNull("each arm has its own");
    }

    // mappings: CountSpectralBins judges NGOODFIB in all, LAMP_LEVEL in flats (26.5, normal -8 to 8) and LAMP_PEAKS in arcs.
    [Fact]
    public void Each_value_that_a_test_judges_can_be_chosen_and_the_name_of_the_test_means_the_first()
    {
        choices
            .All.Where(choice => choice.Quantity.ToString() is "test-NGOODFIB" or "test-LAMP_LEVEL" or "test-LAMP_PEAKS")
            .Select(choice => (choice.Title, choice.Group, choice.Stage, choice.Test))
            .ShouldBe(
                [
                    ("NGOODFIB", "Tests of science", "CHECK_FIBERS", "countbins"),
                    ("LAMP PEAKS", "Tests of arc only", "CHECK_FIBERS", "lamppeaks"),
                    ("LAMP LEVEL", "Tests of flat only", "CHECK_FIBERS", "lamplevel"),
                ],
                ignoreOrder: true
            );
        var faults = new List<string>();
        choices.Read("test-CountSpectralBins", "flat", choices.Usual, faults).Quantity.ToString().ShouldBe("test-NGOODFIB");
        choices.Read("test-Get_RMS", "", choices.Usual, faults).Quantity.ToString().ShouldBe("test-Get_RMS");
        faults.ShouldBeEmpty("addresses of before still lead there");
        var lamp = choices.Read("test-LAMP_LEVEL", "", choices.Usual, faults);
        choices.HasTest(lamp.Quantity, "flat").ShouldBeTrue();
        choices.HasTest(lamp.Quantity, "science").ShouldBeFalse();
        var limits = choices.LimitsOf(lamp, [B0], ["flat"], [string.Empty])!;
        (limits.Reference[0], limits.Normal.Low, limits.Normal.High).ShouldBe((26.5, -8, 8));
        choices.LimitsOf(lamp, [B0], ["science", "flat"], [string.Empty]).ShouldNotBeNull("science has no such value");
    }

    [Fact]
    public void A_count_of_fibers_has_no_common_limits_where_some_are_known_to_be_broken()
    {
        var fibers = choices.Find(new Quantity(QuantityKind.Test, "CountSpectralBins"), "science")!;
        choices.LimitsOf(fibers, [B0], ["science"], ["dark"]).ShouldNotBeNull();
        var mappings = choices.Mappings with
        {
            KnownDefects = choices.Mappings.KnownDefects.Add(B0, KnownDefects.None with { BrokenFibers = [12] }),
        };

        new QuantityChoices(mappings).LimitsOf(fibers, [B0], ["science"], ["dark"]).ShouldBeNull();
        new QuantityChoices(mappings).LimitsOf(choices.Usual, [B0], ["science"], ["dark"]).ShouldNotBeNull();
        var lamp = choices.Find(new Quantity(QuantityKind.Test, "LAMP_LEVEL"))!;
        new QuantityChoices(mappings).LimitsOf(lamp, [B0], ["flat"], ["dark"]).ShouldNotBeNull("the level of a lamp counts nothing");
    }

    [Theory]
    [InlineData("A", 0)]
    [InlineData("d", 3)]
    [InlineData("2", 1)]
    [InlineData("5", null)]
    [InlineData("0", null)]
    [InlineData("E", null)]
    [InlineData("", null)]
    [InlineData("99999999999999", null)]
    public void Elements_are_called_by_name_or_number(string name, int? element) => choices.Usual.ElementOf(name).ShouldBe(element);
}
