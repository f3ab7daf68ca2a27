namespace QuickLook.Core.Imaging;

/// <summary>From a pixel's value to its place in a colour map.</summary>
/// <param name="Limits">Values of the ends.</param>
/// <param name="Kind">How it goes between them.</param>
/// <param name="FromMiddle">
/// True for a map that diverges: the stretch then goes from the middle of the limits to either end, so that small deviations of either sign are drawn out alike.
/// </param>
public readonly record struct PixelScale(PixelLimits Limits, StretchKind Kind, bool FromMiddle = false)
{
    private const double LogSteepness = 1000;
    private const double AsinhSteepness = 10;
    private static readonly double LogEnd = Math.Log(LogSteepness + 1);
    private static readonly double AsinhEnd = Math.Asinh(AsinhSteepness);

    /// <summary>Place in the colour map.</summary>
    /// <param name="value">Value of the pixel.</param>
    /// <returns>0 to 1; NaN for a pixel that is no number.</returns>
    public double PlaceOf(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.NaN;
        }

        var part = Math.Clamp((value - Limits.Low) / (Limits.High - Limits.Low), 0, 1);
        if (!FromMiddle)
        {
            return Stretch(part);
        }

        var off = (2 * part) - 1;
        return 0.5 + (0.5 * Math.CopySign(Stretch(Math.Abs(off)), off));
    }

    private double Stretch(double part) =>
        Kind switch
        {
            StretchKind.Log => Math.Log((LogSteepness * part) + 1) / LogEnd,
            StretchKind.Asinh => Math.Asinh(AsinhSteepness * part) / AsinhEnd,
            _ => part,
        };
}
