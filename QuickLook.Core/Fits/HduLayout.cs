using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>What the mandatory keywords of a header say about the HDU's data (FITS 4.0 sections 4.4.1, 6.1, 7).</summary>
/// <param name="Kind">What the HDU holds.</param>
/// <param name="Bitpix">BITPIX as stored.</param>
/// <param name="Axes">NAXISn as stored, NAXIS1 first.</param>
/// <param name="DataBytes">Bytes of the data unit without padding.</param>
internal sealed record HduLayout(FitsHduKind Kind, int Bitpix, IReadOnlyList<int> Axes, long DataBytes)
{
    private const int MaximumAxes = 999;

    /// <summary>Bytes of the data unit with its padding to whole blocks.</summary>
    public long PaddedBytes => (DataBytes + HeaderReader.BlockBytes - 1) / HeaderReader.BlockBytes * HeaderReader.BlockBytes;

    /// <summary>Reads the mandatory keywords.</summary>
    /// <param name="header">Header as stored.</param>
    /// <returns>The layout, or why the data unit has no size.</returns>
    public static Result<HduLayout> Of(FitsHeader header)
    {
        if (!header.GetInt("BITPIX").TryGet(out var bitpix, out var failure) || !header.GetInt("NAXIS").TryGet(out var rank, out failure))
        {
            return failure;
        }

        if (bitpix is not (8 or 16 or 32 or 64 or -32 or -64))
        {
            return new Failure($"BITPIX is {bitpix}; it must be 8, 16, 32, 64, -32 or -64");
        }

        if (rank is < 0 or > MaximumAxes)
        {
            return new Failure($"NAXIS is {rank}; it must be 0 to {MaximumAxes}");
        }

        var axes = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            if (!header.GetInt($"NAXIS{i + 1}").TryGet(out axes[i], out failure))
            {
                return failure;
            }

            if (axes[i] < 0)
            {
                return new Failure($"NAXIS{i + 1} is negative: {axes[i]}");
            }
        }

        return Sized(header, bitpix, axes);
    }

    private static Result<HduLayout> Sized(FitsHeader header, int bitpix, int[] axes)
    {
        var isGroups = axes.Length > 0 && axes[0] == 0 && header.TryGet("GROUPS", out bool groups) && groups;
        var kind = KindOf(header, axes, isGroups);
        var parameters = header.TryGet("PCOUNT", out long pcount) ? pcount : 0;
        var count = header.TryGet("GCOUNT", out long gcount) ? gcount : 1;
        if (parameters < 0 || count < 0)
        {
            return new Failure($"PCOUNT {parameters} and GCOUNT {count} must not be negative");
        }

        Int128 elements = axes.Length > 0 ? 1 : 0;
        for (var i = isGroups ? 1 : 0; i < axes.Length; i++)
        {
            elements *= axes[i];
            if (elements > long.MaxValue)
            {
                return new Failure("The axes make more elements than can be counted");
            }
        }

        var bytes = axes.Length == 0 ? 0 : (elements + parameters) * (Math.Abs(bitpix) / 8);
        bytes = bytes > long.MaxValue ? bytes : bytes * count;
        return bytes > long.MaxValue / 2
            ? new Failure("The data unit has more bytes than can be counted")
            : new HduLayout(kind, bitpix, axes, (long)bytes);
    }

    private static FitsHduKind KindOf(FitsHeader header, int[] axes, bool isGroups)
    {
        if (header.Contains("SIMPLE"))
        {
            return isGroups ? FitsHduKind.RandomGroups : ImageOrEmpty(axes);
        }

        return header.GetString("XTENSION").Or(string.Empty).TrimEnd() switch
        {
            "IMAGE" => ImageOrEmpty(axes),
            "BINTABLE" or "A3DTABLE" => header.TryGet("ZIMAGE", out bool compressed) && compressed
                ? FitsHduKind.CompressedImage
                : FitsHduKind.BinaryTable,
            "TABLE" => FitsHduKind.AsciiTable,
            _ => FitsHduKind.Unknown,
        };
    }

    private static FitsHduKind ImageOrEmpty(int[] axes) =>
        axes.Length == 0 || Array.IndexOf(axes, 0) >= 0 ? FitsHduKind.Empty : FitsHduKind.Image;
}
