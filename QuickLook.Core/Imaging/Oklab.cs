namespace QuickLook.Core.Imaging;

/// <summary>A colour as it looks: lightness and two opponent colours (Björn Ottosson, "A perceptual color space for image processing", 2020).</summary>
/// <param name="Lightness">0 black to 1 white.</param>
/// <param name="GreenRed">Green below 0, red above.</param>
/// <param name="BlueYellow">Blue below 0, yellow above.</param>
internal readonly record struct Oklab(double Lightness, double GreenRed, double BlueYellow)
{
    /// <summary>A colour of the screen.</summary>
    /// <param name="rgb">0xRRGGBB, sRGB.</param>
    public static Oklab Of(int rgb)
    {
        var (r, g, b) = (Linear((rgb >> 16) & 255), Linear((rgb >> 8) & 255), Linear(rgb & 255));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new Oklab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s)
        );
    }

    /// <summary>A colour on the way from one to another.</summary>
    /// <param name="from">At 0.</param>
    /// <param name="to">At 1.</param>
    /// <param name="part">How far.</param>
    public static Oklab Between(Oklab from, Oklab to, double part) =>
        new(
            double.Lerp(from.Lightness, to.Lightness, part),
            double.Lerp(from.GreenRed, to.GreenRed, part),
            double.Lerp(from.BlueYellow, to.BlueYellow, part)
        );

    /// <summary>Writes red, green and blue of sRGB.</summary>
    /// <param name="rgb">Three bytes.</param>
    public void WriteRgb(Span<byte> rgb)
    {
        var l = Math.Pow(Lightness + (0.3963377774 * GreenRed) + (0.2158037573 * BlueYellow), 3);
        var m = Math.Pow(Lightness - (0.1055613458 * GreenRed) - (0.0638541728 * BlueYellow), 3);
        var s = Math.Pow(Lightness - (0.0894841775 * GreenRed) - (1.2914855480 * BlueYellow), 3);
        rgb[0] = Byte((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s));
        rgb[1] = Byte((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s));
        rgb[2] = Byte((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static double Linear(int level)
    {
        var part = level / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private static byte Byte(double linear)
    {
        var part = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(part, 0, 1));
    }
}
