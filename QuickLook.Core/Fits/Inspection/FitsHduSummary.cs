using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>One HDU as <c>inspect</c> shows it.</summary>
/// <param name="Index">Position in the file.</param>
/// <param name="Name">EXTNAME or empty.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Bitpix">BITPIX of the (uncompressed) data; null when the keyword is broken.</param>
/// <param name="Axes">NAXIS1, NAXIS2, ... of the (uncompressed) data. Of a table: bytes per row and rows.</param>
/// <param name="Compression">ZCMPTYPE of a compressed image, with the quantisation of real pixels; null for other HDUs.</param>
/// <param name="Checksum">CHECKSUM.</param>
/// <param name="Datasum">DATASUM.</param>
/// <param name="Pixels">Statistics of an image; null for other HDUs and when it cannot be read.</param>
/// <param name="Columns">Columns of a table; empty for other HDUs.</param>
/// <param name="DamagedCards">Header cards that break the standard, as text.</param>
/// <param name="Failure">Why the data cannot be read; null when they can, or when there are none.</param>
public sealed record FitsHduSummary(
    int Index,
    string Name,
    FitsHduKind Kind,
    int? Bitpix,
    IReadOnlyList<int> Axes,
    string? Compression,
    FitsChecksumState Checksum,
    FitsChecksumState Datasum,
    PixelStatistics? Pixels,
    IReadOnlyList<FitsColumn> Columns,
    IReadOnlyList<string> DamagedCards,
    string? Failure
)
{
    internal static FitsHduSummary Of(FitsHdu hdu)
    {
        var sums = hdu.VerifyChecksum();
        var states = sums.Or(new FitsChecksums(FitsChecksumState.Invalid, FitsChecksumState.Invalid));
        var failure = sums.Failure;

        PixelStatistics? statistics = null;
        IReadOnlyList<FitsColumn> columns = [];
        switch (hdu.Kind)
        {
            case FitsHduKind.Image or FitsHduKind.CompressedImage:
                var measured = hdu.Measure();
                failure ??= measured.Failure;
                statistics = measured.IsSuccess ? measured.Value : null;
                break;
            case FitsHduKind.BinaryTable:
                var table = hdu.ReadTable();
                failure ??= table.Failure;
                columns = table.IsSuccess ? table.Value.Columns : [];
                break;
            case FitsHduKind.Empty:
                break;
            default:
                failure ??= new Failure(hdu.Described(), hdu.Place);
                break;
        }

        return new FitsHduSummary(
            hdu.Index,
            hdu.Name,
            hdu.Kind,
            hdu.Header.GetInt("BITPIX") is { IsSuccess: true } bitpix ? bitpix.Value : null,
            hdu.Axes,
            CompressionOf(hdu),
            states.Checksum,
            states.Datasum,
            statistics,
            columns,
            [.. hdu.StoredHeader.Cards.Where(card => card.Kind == FitsCardKind.Damaged).Select(card => $"{card.Keyword}: {card.Text}")],
            failure?.ToString()
        );
    }

    private static string? CompressionOf(FitsHdu hdu)
    {
        if (hdu.Kind != FitsHduKind.CompressedImage)
        {
            return null;
        }

        var name = hdu.StoredHeader.GetString("ZCMPTYPE").Or("?").Trim();
        return hdu.StoredHeader.TryGet("ZQUANTIZ", out string? quantisation) ? $"{name}, {quantisation.Trim()}" : name;
    }
}
