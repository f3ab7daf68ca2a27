using System.Buffers;
using System.Globalization;
using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Checksums;

/// <summary>Verifies CHECKSUM and DATASUM of an HDU as stored.</summary>
internal static class ChecksumReader
{
    private const int PieceBytes = HeaderReader.BlockBytes * 64;

    /// <summary>Verifies both.</summary>
    /// <param name="hdu">The HDU.</param>
    /// <returns>Their states; a failure when bytes are missing.</returns>
    public static Result<FitsChecksums> Verify(FitsHdu hdu)
    {
        var hasChecksum = hdu.StoredHeader.TryGet("CHECKSUM", out string? checksum) && checksum.Trim().Length > 0;
        var hasDatasum = hdu.StoredHeader.TryGet("DATASUM", out string? datasum) && datasum.Trim().Length > 0;
        if (!hasChecksum && !hasDatasum)
        {
            return new FitsChecksums(FitsChecksumState.Absent, FitsChecksumState.Absent);
        }

        if (hdu.Incomplete() is { } incomplete)
        {
            return incomplete;
        }

        if (!Sum(hdu.Source, hdu.DataOffset, hdu.Layout.PaddedBytes).TryGet(out var dataSum, out var failure))
        {
            return failure;
        }

        var datasumState =
            !hasDatasum ? FitsChecksumState.Absent
            : uint.TryParse(datasum!.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var written) && written == dataSum
                ? FitsChecksumState.Valid
            : FitsChecksumState.Invalid;
        if (!hasChecksum)
        {
            return new FitsChecksums(FitsChecksumState.Absent, datasumState);
        }

        if (!Sum(hdu.Source, hdu.HeaderOffset, hdu.DataOffset - hdu.HeaderOffset).TryGet(out var headerSum, out failure))
        {
            return failure;
        }

        // All ones, or all zeros, are the two ways to write zero.
        var isZero = OnesComplement.Add(headerSum, dataSum) is 0 or uint.MaxValue;
        return new FitsChecksums(isZero ? FitsChecksumState.Valid : FitsChecksumState.Invalid, datasumState);
    }

    private static Result<uint> Sum(ByteSource source, long offset, long count)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            uint sum = 0;
            for (long at = 0; at < count; at += PieceBytes)
            {
                var bytes = piece.AsSpan(0, (int)Math.Min(PieceBytes, count - at));
                if (source.Read(offset + at, bytes) is { } failure)
                {
                    return failure;
                }

                sum = OnesComplement.Add(bytes, sum);
            }

            return sum;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
