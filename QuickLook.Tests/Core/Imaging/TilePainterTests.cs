using QuickLook.Core.Arrays;
using QuickLook.Core.Imaging;

namespace QuickLook.Tests.Core.Imaging;

public sealed class TilePainterTests
{
    private static readonly PixelScale Unit = new(new PixelLimits(0, 1), StretchKind.Linear);

    [Fact]
    public void A_png_holds_exactly_the_pixels_that_were_written()
    {
        var pixels = Enumerable.Range(0, 7 * 5).Select(i => (byte)(i * 37 % 4)).ToArray();

        var png = new DecodedPng(PalettePng.Write(pixels, 7, 5, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0, 128]));

        (png.Width, png.Height).ShouldBe((7, 5));
        png.Indices.ShouldBe(pixels);
        png.Palette.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        png.Alpha.ShouldBe([0, 128]);
    }

    [Fact]
    public void Sizes_that_do_not_agree_are_refused()
    {
        Should.Throw<ArgumentException>(() => PalettePng.Write(new byte[34], 7, 5, new byte[3], []));
        Should.Throw<ArgumentException>(() => PalettePng.Write(new byte[35], 7, 5, new byte[4], []));
        Should.Throw<ArgumentException>(() => PalettePng.Write(new byte[35], 7, 5, new byte[3], new byte[2]));
    }

    [Fact]
    public void Row_0_is_at_the_bottom_and_tiles_are_counted_from_there()
    {
        using var image = new Plane<float>(300, 400);
        image[0, 0] = 1;
        image[299, 399] = 1;
        image[260, 10] = 1;

        var lower = new DecodedPng(TilePainter.Paint(image, 0, 0, Unit, ColourMap.Grey));
        var upperRight = new DecodedPng(TilePainter.Paint(image, 1, 1, Unit, ColourMap.Grey));
        var upper = new DecodedPng(TilePainter.Paint(image, 0, 1, Unit, ColourMap.Grey));

        (lower.Width, lower.Height).ShouldBe((256, 256));
        lower.Indices[255 * 256].ShouldBe((byte)254); // first pixel of the last row of the file
        lower.Indices.Count(index => index != 0).ShouldBe(1);
        (upperRight.Width, upperRight.Height).ShouldBe((144, 44));
        upperRight.Indices[143].ShouldBe((byte)254); // last pixel of the first row of the file
        upper.UpwardsAt(4, 10).ShouldBe((byte)254);
        Should.Throw<ArgumentOutOfRangeException>(() => TilePainter.Paint(image, 2, 0, Unit, ColourMap.Grey));
        Should.Throw<ArgumentOutOfRangeException>(() => TilePainter.Paint(image, 0, -1, Unit, ColourMap.Grey));
    }

    [Fact]
    public void Values_beyond_the_limits_have_the_colours_of_the_ends_and_what_is_no_number_is_seen_through()
    {
        using var image = new Plane<float>(1, 6);
        float[] values = [-5, 0, 0.5f, 1, 7, float.NaN];
        values.CopyTo(image.Span);

        var png = new DecodedPng(TilePainter.Paint(image, 0, 0, Unit, ColourMap.Grey));

        png.Indices.ShouldBe([0, 0, 127, 254, 254, 255]);
        png.Alpha[255].ShouldBe((byte)0);
        png.Alpha[254].ShouldBe((byte)255);
        png.Palette[(3 * 254)..(3 * 255)].ShouldBe([255, 255, 255]);
    }

    /// <summary>Expected: astropy 5.2.1, <c>LogStretch(1000)</c> and <c>AsinhStretch(0.1)</c>.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.001, 0.10032881506161208, 0.003335253417308103)]
    [InlineData(0.1, 0.6680104684941067, 0.2939653260048424)]
    [InlineData(0.5, 0.8998157120437035, 0.7712696419200371)]
    [InlineData(0.9, 0.9847657754445129, 0.9650529776640909)]
    [InlineData(1, 1, 1)]
    public void Stretches_are_those_of_astropy(double part, double log, double asinh)
    {
        var limits = new PixelLimits(-100, 300);
        var value = -100 + (400 * part);

        new PixelScale(limits, StretchKind.Linear).PlaceOf(value).ShouldBe(part, 1e-12);
        new PixelScale(limits, StretchKind.Log).PlaceOf(value).ShouldBe(log, 1e-12);
        new PixelScale(limits, StretchKind.Asinh).PlaceOf(value).ShouldBe(asinh, 1e-12);
    }

    [Fact]
    public void From_the_middle_deviations_of_either_sign_are_stretched_alike()
    {
        var scale = new PixelScale(new PixelLimits(-10, 10), StretchKind.Asinh, FromMiddle: true);

        scale.PlaceOf(0).ShouldBe(0.5);
        (scale.PlaceOf(1) - 0.5).ShouldBe(0.5 * 0.2939653260048424, 1e-12);
        (0.5 - scale.PlaceOf(-1)).ShouldBe(0.5 * 0.2939653260048424, 1e-12);
    }

    [Fact]
    public void Marks_have_their_colours_and_the_first_of_several_counts()
    {
        using var marks = new Plane<byte>(1, 5);
        byte[] bits = [0, 1, 2, 3, 8];
        bits.CopyTo(marks.Span);

        var png = new DecodedPng(TilePainter.PaintMarks(marks, 0, 0, [new MarkColour(2, 9, 8, 7, 200), new MarkColour(1, 1, 1, 1, 255)]));

        png.Indices.ShouldBe([0, 2, 1, 1, 0]);
        png.Alpha.ShouldBe([0, 200, 255]);
        png.Palette[3..6].ShouldBe([9, 8, 7]);
    }
}
