using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Images;

/// <summary>How stored numbers become physical values: <c>value * Scale + Zero</c> (FITS 4.0 section 4.4.2.5).</summary>
/// <param name="Bitpix">BITPIX of the image.</param>
/// <param name="Scale">BSCALE.</param>
/// <param name="Zero">BZERO.</param>
/// <param name="Blank">BLANK of integer images; null when no value means undefined.</param>
internal readonly record struct PixelScaling(int Bitpix, double Scale, double Zero, long? Blank)
{
    /// <summary>True when stored values are physical values.</summary>
    public bool IsIdentity => Scale == 1 && Zero == 0;

    /// <summary>The bits that a stored integer of this BITPIX can have, as far as 32 bits go.</summary>
    public uint WidthMask =>
        Bitpix switch
        {
            8 => byte.MaxValue,
            16 => ushort.MaxValue,
            _ => uint.MaxValue,
        };

    /// <summary>Reads the scaling keywords of an image.</summary>
    /// <param name="header">Header of the image itself.</param>
    /// <param name="bitpix">Its BITPIX.</param>
    public static Result<PixelScaling> Of(FitsHeader header, int bitpix)
    {
        var scale = 1.0;
        var zero = 0.0;
        if (header.Contains("BSCALE") && !header.GetDouble("BSCALE").TryGet(out scale, out var failure))
        {
            return failure;
        }

        if (header.Contains("BZERO") && !header.GetDouble("BZERO").TryGet(out zero, out failure))
        {
            return failure;
        }

        long? blank = bitpix > 0 && header.TryGet("BLANK", out long value) ? value : null;
        return new PixelScaling(bitpix, scale, zero, blank);
    }

    /// <summary>Why an image cannot be a mask; null when it can: integers, made unsigned at most.</summary>
    public Failure? RefusedAsMask()
    {
        if (Bitpix < 0)
        {
            return new Failure($"A mask has integer pixels, BITPIX here is {Bitpix}");
        }

        var unsignedZero = Bitpix switch
        {
            8 => -128.0,
            16 => 32768.0,
            32 => 2147483648.0,
            _ => 9223372036854775808.0,
        };
        return Scale == 1 && (Zero == 0 || Zero == unsignedZero)
            ? null
            : new Failure($"A mask has plain or unsigned integers, but here BSCALE is {Scale} and BZERO {Zero}");
    }
}
