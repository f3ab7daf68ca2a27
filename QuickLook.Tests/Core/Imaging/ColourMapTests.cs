using QuickLook.Core.Imaging;

namespace QuickLook.Tests.Core.Imaging;

public sealed class ColourMapTests
{
    [Fact]
    public void Viridis_goes_through_the_colours_of_matplotlib()
    {
        // matplotlib 3.6, viridis at 0, 1/9 .. 1 of 0..1 (rounded); ours has 255 steps, so that a level or two may be between.
        Rgb(ColourMap.Viridis, 0).ShouldBe((0x44, 0x01, 0x54));
        Rgb(ColourMap.Viridis, 254).ShouldBe((0xFD, 0xE7, 0x25));
        var middle = Rgb(ColourMap.Viridis, 127); // matplotlib: 0x21918C
        Math.Abs(middle.Red - 0x21).ShouldBeLessThanOrEqualTo(4);
        Math.Abs(middle.Green - 0x91).ShouldBeLessThanOrEqualTo(4);
        Math.Abs(middle.Blue - 0x8C).ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("grey", 1)]
    [InlineData("inverted", -1)]
    [InlineData("viridis", 1)]
    public void Lightness_goes_one_way(string name, int sign)
    {
        var map = ColourMap.Parse(name).Value;
        var lightness = Enumerable.Range(0, ColourMap.ValueCount).Select(index => Lightness(Rgb(map, index))).ToArray();

        for (var i = 8; i < lightness.Length; i += 8)
        {
            (sign * (lightness[i] - lightness[i - 8])).ShouldBeGreaterThan(0.5, $"{name} at {i}");
        }
    }

    [Fact]
    public void The_diverging_map_is_as_light_on_either_side_of_its_middle()
    {
        Rgb(ColourMap.Diverging, 127).ShouldBe((0xDD, 0xDD, 0xDD));
        for (var off = 8; off <= 127; off++)
        {
            var (below, above) = (Rgb(ColourMap.Diverging, 127 - off), Rgb(ColourMap.Diverging, 127 + off));
            Math.Abs(Lightness(below) - Lightness(above)).ShouldBeLessThan(3, $"{off} from the middle");
            Lightness(below).ShouldBeLessThan(Lightness(Rgb(ColourMap.Diverging, 127 - off + 8)));
            below.Blue.ShouldBeGreaterThan(below.Red);
            above.Red.ShouldBeGreaterThan(above.Blue);
        }
    }

    [Fact]
    public void A_map_that_is_not_there_is_refused_with_those_that_are() =>
        ColourMap.Parse("jet").Failure!.Reason.ShouldBe("'jet' is no colour map; there are grey, inverted, viridis, diverging");

    private static (int Red, int Green, int Blue) Rgb(ColourMap map, int index) =>
        (map.Rgb[3 * index], map.Rgb[(3 * index) + 1], map.Rgb[(3 * index) + 2]);

    /// <summary>CIE L*, 0 to 100, of sRGB: not the space in which the maps are drawn.</summary>
    private static double Lightness((int Red, int Green, int Blue) colour)
    {
        var y = (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));
        return y > 0.008856 ? (116 * Math.Cbrt(y)) - 16 : 903.3 * y;
    }

    private static double Linear(int level) =>
        level / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
}
