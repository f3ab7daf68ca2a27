using System.Buffers;
using System.IO.Compression;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Sources;

/// <summary>
/// A gzip file, inflated once into pooled pieces of memory. What can be inflated before a damaged or missing end is kept, so that the HDUs
/// before it can be read.
/// </summary>
internal sealed class GzipBytes : ByteSource
{
    private const int PieceBytes = 1 << 20;

    private readonly List<byte[]> pieces;

    private GzipBytes(List<byte[]> pieces, long length, Failure? damage)
    {
        this.pieces = pieces;
        Length = length;
        Damage = damage;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override Failure? Damage { get; }

    /// <summary>Inflates a whole file.</summary>
    /// <param name="compressed">The gzip file.</param>
    /// <param name="maximumBytes">More than this is refused.</param>
    public static Result<GzipBytes> Inflate(ByteSource compressed, long maximumBytes)
    {
        var inflated = new List<byte[]>();
        long length = 0;
        Failure? damage = null;
        try
        {
            using var stream = new GZipStream(new SourceStream(compressed), CompressionMode.Decompress);
            for (var count = -1; count != 0; length += count)
            {
                var within = (int)(length % PieceBytes);
                if (within == 0 && inflated.Count * (long)PieceBytes == length)
                {
                    inflated.Add(ArrayPool<byte>.Shared.Rent(PieceBytes));
                }

                count = stream.Read(inflated[^1], within, PieceBytes - within);
                if (length + count > maximumBytes)
                {
                    Return(inflated);
                    return new Failure($"The gzip file inflates to more than {maximumBytes} bytes");
                }
            }
        }
        catch (InvalidDataException exception)
        {
            damage = new Failure($"The gzip data are damaged or cut off: {exception.Message}", $"byte {length}", FailureKind.Unfinished);
        }
        catch (IOException exception)
        {
            Return(inflated);
            return new Failure(exception.Message, null, FailureKind.Unfinished);
        }

        return new GzipBytes(inflated, length, damage);
    }

    /// <inheritdoc/>
    public override Failure? Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset > Length || buffer.Length > Length - offset)
        {
            return Damage ?? EndsAt(Length);
        }

        while (!buffer.IsEmpty)
        {
            var piece = pieces[(int)(offset / PieceBytes)];
            var within = (int)(offset % PieceBytes);
            var count = Math.Min(buffer.Length, PieceBytes - within);
            piece.AsSpan(within, count).CopyTo(buffer);
            buffer = buffer[count..];
            offset += count;
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Dispose() => Return(pieces);

    private static void Return(List<byte[]> pieces)
    {
        foreach (var piece in pieces)
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        pieces.Clear();
    }
}
