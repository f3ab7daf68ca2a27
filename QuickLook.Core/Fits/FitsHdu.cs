using QuickLook.Core.Arrays;
using QuickLook.Core.Fits.Checksums;
using QuickLook.Core.Fits.Compression;
using QuickLook.Core.Fits.Images;
using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>One header and data unit of an open <see cref="FitsFile"/>. Reading is thread-safe and leaves nothing behind.</summary>
public sealed class FitsHdu
{
    private readonly FitsLimits limits;
    private readonly string fileName;

    internal FitsHdu(
        ByteSource source,
        FitsLimits limits,
        string fileName,
        int index,
        string name,
        FitsHeader stored,
        HduLayout layout,
        long headerOffset,
        long dataOffset
    )
    {
        Source = source;
        this.limits = limits;
        this.fileName = fileName;
        Index = index;
        StoredHeader = stored;
        Layout = layout;
        HeaderOffset = headerOffset;
        DataOffset = dataOffset;
        Header = Kind == FitsHduKind.CompressedImage ? CompressedHeader.Translate(stored, index) : stored;
        Name = Kind == FitsHduKind.CompressedImage ? Header.GetString("EXTNAME").Or(string.Empty).Trim() : name;
        Axes = Kind == FitsHduKind.CompressedImage ? CompressedHeader.AxesOf(Header) : layout.Axes;
    }

    /// <summary>Position in the file; 0 is the primary HDU.</summary>
    public int Index { get; }

    /// <summary>EXTNAME without surrounding blanks, or empty.</summary>
    public string Name { get; }

    /// <summary>How people call it: <c>HDU 3 (B0)</c>.</summary>
    public string Address => Name.Length == 0 ? $"HDU {Index}" : $"HDU {Index} ({Name})";

    /// <summary>What it holds.</summary>
    public FitsHduKind Kind => Layout.Kind;

    /// <summary>
    /// The header. For a compressed image that of the image itself: BITPIX, NAXISn and checksums are the image's, keywords of the table that
    /// stores it are left out.
    /// </summary>
    public FitsHeader Header { get; }

    /// <summary>The header as it stands in the file; differs from <see cref="Header"/> for compressed images only.</summary>
    public FitsHeader StoredHeader { get; }

    /// <summary>NAXIS1, NAXIS2, ... of the (uncompressed) data; empty when there are none.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>Byte at which the header begins.</summary>
    public long HeaderOffset { get; }

    /// <summary>Byte at which the data begin.</summary>
    public long DataOffset { get; }

    internal ByteSource Source { get; }

    internal HduLayout Layout { get; }

    internal string Place => $"{fileName}, {Address}";

    /// <summary>
    /// Reads a two-dimensional image as physical values: BSCALE and BZERO applied, BLANK and ZBLANK turned into NaN, quantised pixels restored.
    /// Integers beyond 2^24 lose what float cannot hold.
    /// </summary>
    /// <param name="threads">At most this many threads decode tiles; 0 takes all processors.</param>
    /// <returns>A plane <c>[row y, column x]</c> that the caller disposes; or a failure that names HDU and byte.</returns>
    public Result<Plane<float>> ReadPlane(int threads = 0) => ReadPlane<float>(threads);

    /// <summary>Reads an image of any rank as physical values in double precision.</summary>
    /// <param name="threads">At most this many threads decode tiles; 0 takes all processors.</param>
    /// <returns>All pixels, NAXIS1 running fastest; or a failure that names HDU and byte.</returns>
    public Result<double[]> ReadDoubles(int threads = 0)
    {
        if (!ImageReader.Open(this, limits).TryGet(out var reader, out var failure))
        {
            return failure.In(Place);
        }

        using (reader)
        {
            var pixels = new double[reader.PixelCount];
            return reader.Read<double>(pixels, threads) is { } unread ? unread.In(Place) : pixels;
        }
    }

    /// <summary>
    /// Reads one row of a two-dimensional image as physical values, in double precision. Of a plain image only the bytes of that row are read; a compressed one is
    /// decoded whole.
    /// </summary>
    /// <param name="row">Row y, from 0.</param>
    /// <returns>NAXIS1 values; or a failure that names HDU and byte, also for a row that the image does not have.</returns>
    public Result<double[]> ReadRow(int row)
    {
        if (Axes.Count != 2)
        {
            return new Failure($"There is no two-dimensional image here: {Described()}", Place);
        }

        if (row < 0 || row >= Axes[1])
        {
            return new Failure($"The image has {Axes[1]} rows, there is no row {row}", Place);
        }

        if (!ImageReader.Open(this, limits).TryGet(out var reader, out var failure))
        {
            return failure.In(Place);
        }

        using (reader)
        {
            var values = new double[Axes[0]];
            return reader.ReadRun<double>((long)row * Axes[0], values) is { } unread ? unread.In(Place) : values;
        }
    }

    /// <summary>
    /// Reads a two-dimensional mask: the bits of integer pixels of any BITPIX, unsigned by BZERO or not. Negative values of signed pixels give the
    /// bits of their own width.
    /// </summary>
    /// <param name="threads">At most this many threads decode tiles; 0 takes all processors.</param>
    /// <returns>A plane <c>[row y, column x]</c> that the caller disposes; a failure for real pixels or values of more than 32 bits.</returns>
    public Result<Plane<uint>> ReadMask(int threads = 0) => ReadPlane<uint>(threads);

    /// <summary>Reads a binary table whole; columns are converted when asked for.</summary>
    public Result<FitsTable> ReadTable() =>
        FitsTable.Read(this, limits) is var table && table.Failure is { } failure ? failure.In(Place) : table;

    /// <summary>Compares CHECKSUM and DATASUM with the bytes of the HDU as stored (FITS 4.0 section 4.4.2.7).</summary>
    public Result<FitsChecksums> VerifyChecksum() =>
        ChecksumReader.Verify(this) is var sums && sums.Failure is { } failure ? failure.In(Place) : sums;

    /// <summary>Statistics of the physical values, without handing the pixels out.</summary>
    internal Result<PixelStatistics> Measure()
    {
        if (!ImageReader.Open(this, limits).TryGet(out var reader, out var failure))
        {
            return failure.In(Place);
        }

        using (reader)
        {
            var pixels = PixelPool.Shared.Rent<double>(reader.PixelCount);
            var unread = reader.Read<double>(pixels.AsMemory(0, reader.PixelCount), threads: 0);
            var statistics = PixelStatistics.Of(pixels.AsSpan(0, unread is null ? reader.PixelCount : 0));
            PixelPool.Shared.Return(pixels, reader.PixelCount);
            return unread is null ? statistics : unread.In(Place);
        }
    }

    private Result<Plane<T>> ReadPlane<T>(int threads)
        where T : unmanaged
    {
        if (Axes.Count != 2)
        {
            return new Failure($"There is no two-dimensional image here: {Described()}", Place);
        }

        if (!ImageReader.Open(this, limits).TryGet(out var reader, out var failure))
        {
            return failure.In(Place);
        }

        using (reader)
        {
            var plane = new Plane<T>(Axes[1], Axes[0], clear: false);
            if (reader.Read(plane.Memory, threads) is { } unread)
            {
                plane.Dispose();
                return unread.In(Place);
            }

            return plane;
        }
    }

    internal string Described() =>
        Kind switch
        {
            FitsHduKind.Empty => "the HDU has no data",
            FitsHduKind.Image or FitsHduKind.CompressedImage => $"the image has {Axes.Count} axes",
            FitsHduKind.BinaryTable => "the HDU is a binary table",
            FitsHduKind.AsciiTable => "the HDU is an ASCII table (XTENSION = 'TABLE'), which is not supported",
            FitsHduKind.RandomGroups => "the HDU holds random groups, which are not supported",
            _ => $"the HDU is of the unknown type '{StoredHeader.GetString("XTENSION").Or("?").Trim()}'",
        };

    /// <summary>Why the data cannot be read because the file ends before them; null when they are all there.</summary>
    internal Failure? Incomplete() =>
        DataOffset + Layout.DataBytes > Source.Length
            ? Source.Damage
                ?? new Failure(
                    $"The file ends {DataOffset + Layout.DataBytes - Source.Length} bytes before the end of the data",
                    $"byte {Source.Length}",
                    FailureKind.Unfinished
                )
            : null;
}
