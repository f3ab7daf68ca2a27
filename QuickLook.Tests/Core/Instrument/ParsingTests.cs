using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Instrument;

/// <summary>Every word of the instrument reads what it writes, refuses anything else with a reason, and never throws.</summary>
public sealed class ParsingTests
{
    [Fact]
    public void An_exposure_id_survives_being_written_with_eight_digits_and_read() =>
        Prop.ForAll(
                Gen.Choose(0, ExposureId.MaxNumber).ToArbitrary(),
                number =>
                {
                    var id = new ExposureId(number);
                    id.ToString().Length.ShouldBe(8);
                    ExposureId.Parse(id.ToString()).Value.ShouldBe(id);
                    ExposureId.Parse(number.ToString(CultureInfo.InvariantCulture)).Value.ShouldBe(id);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_fiber_survives_being_written_and_read_and_knows_its_petal() =>
        Prop.ForAll(
                Gen.Choose(0, FiberId.Count - 1).ToArbitrary(),
                number =>
                {
                    var fiber = new FiberId(number);
                    FiberId.Parse(fiber.ToString()).Value.ShouldBe(fiber);
                    new FiberId(fiber.Petal, fiber.LocalIndex).ShouldBe(fiber);
                    ((fiber.Petal.Number * 500) + fiber.LocalIndex).ShouldBe(number);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Amplifiers_arms_and_flavors_survive_being_written_and_read()
    {
        Amplifiers.All.ShouldAllBe(amplifier => Amplifiers.Parse(amplifier.Letter()).Value == amplifier);
        Amplifiers.All.ShouldAllBe(amplifier => Amplifiers.Parse(amplifier.Digit()).Value == amplifier);
        Arms.All.ShouldAllBe(arm => Arms.Parse(arm.Letter()).Value == arm);
        Flavors.All.ShouldAllBe(flavor => Flavors.Parse(flavor.Name()).Value == flavor);
        Flavors.All.ShouldAllBe(flavor => Flavors.Parse(flavor.ConfigurationName()).Value == flavor);
    }

    [Fact]
    public void No_text_makes_a_parser_throw_and_each_refusal_has_a_short_reason() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                text =>
                {
                    Refuses(CameraId.Parse(text));
                    Refuses(ExposureId.Parse(text));
                    Refuses(FiberId.Parse(text));
                    Refuses(Flavors.Parse(text));
                    Refuses(Night.Parse(text));
                    new ObservingProgram(text).Name.ShouldBe(text?.Trim().ToUpperInvariant() ?? string.Empty);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_hostile_text_is_not_repeated_at_length()
    {
        var endless = new string('x', 100_000);

        CameraId.Parse(endless).Failure!.Reason.Length.ShouldBeLessThan(200);
        Flavors.Parse(endless).Failure!.Reason.Length.ShouldBeLessThan(200);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("1e3")]
    [InlineData("100000000")]
    [InlineData("000000001")]
    [InlineData("12 3")]
    [InlineData("")]
    [InlineData("١٢")] // digits, but not ASCII
    public void What_is_not_one_to_eight_digits_is_no_exposure(string text) => ExposureId.Parse(text).IsSuccess.ShouldBeFalse();

    [Theory]
    [InlineData("5000")]
    [InlineData("-1")]
    [InlineData(null)]
    [InlineData("99999999999")]
    public void A_fiber_outside_the_focal_plane_is_refused(string? text) => FiberId.Parse(text).IsSuccess.ShouldBeFalse();

    [Theory]
    [InlineData("ZERO", Flavor.Zero)]
    [InlineData("bias", Flavor.Zero)]
    [InlineData("arcs", Flavor.Arc)]
    [InlineData("ARC     ", Flavor.Arc)]
    [InlineData("Science", Flavor.Science)]
    [InlineData("dark", Flavor.Dark)]
    public void The_names_that_headers_and_documents_use_for_a_flavor_are_known(string text, Flavor flavor) =>
        Flavors.Parse(text).Value.ShouldBe(flavor);

    [Theory]
    [InlineData("twilight")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_flavor_is_refused_with_a_reason(string? text) => Flavors.Parse(text).Failure!.Reason.ShouldContain("flavor");

    private static void Refuses<T>(Result<T> result)
    {
        if (!result.TryGet(out _, out var failure))
        {
            failure.Reason.Length.ShouldBeInRange(10, 200);
        }
    }
}
