using QuickLook.Core.Arrays;
using QuickLook.Core.Fits.Writing;

namespace QuickLook.Core.Fits;

/// <summary>
/// An HDU to be written: a name, a header and data. Pixels and values are taken over, not copied; they must not change before
/// <see cref="FitsWriter.Write"/> returns. Keywords that follow from the data (structure, scaling, columns, compression, checksums) are left out of
/// the given header and written by the writer, so that the header of another HDU can be passed on as it is.
/// </summary>
public sealed class FitsHduContent
{
    private FitsHduContent(string name, FitsHeader? header, IHduBody body)
    {
        Name = name;
        Header = header ?? FitsHeader.Empty;
        Body = body;
    }

    /// <summary>EXTNAME; when empty, that of the header counts, if any.</summary>
    public string Name { get; }

    /// <summary>Keywords beside those that follow from the data.</summary>
    public FitsHeader Header { get; }

    internal IHduBody Body { get; }

    /// <summary>A header without data.</summary>
    /// <param name="header">Keywords.</param>
    /// <param name="name">EXTNAME or empty.</param>
    public static FitsHduContent Empty(FitsHeader? header = null, string name = "") => new(name, header, new EmptyBody());

    /// <summary>A two-dimensional image.</summary>
    /// <param name="name">EXTNAME or empty.</param>
    /// <param name="pixels"><c>[row y, column x]</c>; NAXIS1 is its width.</param>
    /// <param name="header">Keywords.</param>
    /// <param name="compression">Rice for integer planes only.</param>
    /// <exception cref="NotSupportedException">A type that FITS does not store, or real pixels with Rice.</exception>
    public static FitsHduContent Image<T>(
        string name,
        Plane<T> pixels,
        FitsHeader? header = null,
        FitsCompression compression = FitsCompression.None
    )
        where T : unmanaged => Image<T>(name, pixels.Memory, [pixels.Width, pixels.Height], header, compression);

    /// <summary>An image of any rank.</summary>
    /// <typeparam name="T">
    /// byte, short, ushort, int, uint, long, float or double, stored as BITPIX 8, 16, 16, 32, 32, 64, -32, -64; ushort and uint with BZERO.
    /// </typeparam>
    /// <param name="name">EXTNAME or empty.</param>
    /// <param name="pixels">All pixels, NAXIS1 running fastest.</param>
    /// <param name="axes">NAXIS1, NAXIS2, ...; each at least 1.</param>
    /// <param name="header">Keywords.</param>
    /// <param name="compression">Rice for short, ushort, int and uint only.</param>
    /// <exception cref="ArgumentException">The axes do not make the number of pixels.</exception>
    /// <exception cref="NotSupportedException">A type that FITS does not store, or that Rice does not compress.</exception>
    public static FitsHduContent Image<T>(
        string name,
        ReadOnlyMemory<T> pixels,
        IReadOnlyList<int> axes,
        FitsHeader? header = null,
        FitsCompression compression = FitsCompression.None
    )
        where T : unmanaged
    {
        if (axes.Count == 0 || axes.Any(axis => axis < 1) || axes.Aggregate(1L, (product, axis) => product * axis) != pixels.Length)
        {
            throw new ArgumentException($"{pixels.Length} pixels are not an image of {string.Join(" x ", axes)}", nameof(axes));
        }

        if (compression == FitsCompression.None)
        {
            return new FitsHduContent(name, header, new ImageBody<T>(pixels, axes));
        }

        return PixelFormat.Of<T>().Bitpix is 16 or 32
            ? new FitsHduContent(name, header, new RiceBody<T>(pixels, axes))
            : throw new NotSupportedException($"Pixels of type {typeof(T).Name} are not compressed by RICE_1");
    }

    /// <summary>A two-dimensional image that is compressed already.</summary>
    /// <param name="name">EXTNAME or empty.</param>
    /// <param name="image">Its rows; no more are appended.</param>
    /// <param name="header">Keywords.</param>
    public static FitsHduContent Compressed(string name, RiceImage image, FitsHeader? header = null) =>
        new(name, header, new RiceImageBody(image, [image.Width, image.Rows]));

    /// <summary>An HDU of an open file, of whatever kind: its data byte for byte, compressed or not.</summary>
    /// <param name="hdu">The HDU; its file stays open until this is written.</param>
    /// <param name="header">Keywords in place of its own; null keeps those.</param>
    public static FitsHduContent Copy(FitsHdu hdu, FitsHeader? header = null) =>
        new(string.Empty, header ?? hdu.StoredHeader, new CopiedBody(hdu));

    /// <summary>A binary table.</summary>
    /// <param name="name">EXTNAME or empty.</param>
    /// <param name="columns">At least one column, all with the same number of rows.</param>
    /// <param name="header">Keywords.</param>
    /// <exception cref="ArgumentException">No columns, or columns of different length.</exception>
    public static FitsHduContent Table(string name, IReadOnlyList<FitsColumnContent> columns, FitsHeader? header = null)
    {
        if (columns.Count == 0 || columns.Any(column => column.Rows != columns[0].Rows))
        {
            throw new ArgumentException("A table has columns, and all of them have the same number of rows", nameof(columns));
        }

        return new FitsHduContent(name, header, new TableBody(columns));
    }
}
