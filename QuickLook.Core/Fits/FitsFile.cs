using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>
/// A FITS file open for reading (FITS standard 4.0), plain or gzip. Opening reads headers only; data are read when asked for, so that one
/// camera can be taken out of thirty. Reading is thread-safe; disposal must wait until all reads are done.
/// </summary>
public sealed class FitsFile : IDisposable
{
    private readonly ByteSource source;

    private FitsFile(string path, ByteSource source, HduDirectory.Listing listing)
    {
        Path = path;
        this.source = source;
        Hdus = listing.Hdus;
        Damage = listing.Damage;
    }

    /// <summary>The path that was opened.</summary>
    public string Path { get; }

    /// <summary>All HDUs whose header is complete, in the file's order; at least one.</summary>
    public IReadOnlyList<FitsHdu> Hdus { get; }

    /// <summary>
    /// Null when the file ends exactly at the end of its last HDU. Otherwise where (HDU and byte) and why it does not: it is cut off, a header is
    /// broken, or something follows that is no HDU. HDUs before that place are fine.
    /// </summary>
    public Failure? Damage { get; }

    /// <summary>Bytes of the file; of a gzip file the inflated ones.</summary>
    public long Length => source.Length;

    /// <summary>
    /// Opens a file and lists its HDUs. A file that is damaged after its first header is opened all the same; see <see cref="Damage"/>. Gzip is
    /// recognised by content, and inflated into memory.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds; null takes <see cref="FitsLimits.Default"/>.</param>
    /// <returns>The file, to be disposed by the caller; or why it is none, with file and byte. Transient when waiting may help.</returns>
    public static Result<FitsFile> Open(string path, FitsLimits? limits = null)
    {
        limits ??= FitsLimits.Default;
        var fileName = System.IO.Path.GetFileName(path);
        if (!ByteSource.Open(path, limits).TryGet(out var source, out var failure))
        {
            return failure.Place == path ? failure : failure.In(fileName);
        }

        if (!HduDirectory.Read(source, fileName, limits).TryGet(out var listing, out failure))
        {
            source.Dispose();
            return failure;
        }

        return new FitsFile(path, source, listing);
    }

    /// <summary>Says whether all bytes of a file have arrived, from its headers and its length alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds; null takes <see cref="FitsLimits.Default"/>.</param>
    /// <returns>The answer; a failure when not even the first header can be read.</returns>
    public static Result<FitsCompleteness> CheckComplete(string path, FitsLimits? limits = null)
    {
        if (!Open(path, limits).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            return new FitsCompleteness([.. file.Hdus.Select(hdu => hdu.Name)], file.Length, file.Damage);
        }
    }

    /// <summary>The first HDU with this EXTNAME, wherever it stands; null when there is none.</summary>
    /// <param name="extensionName">EXTNAME in any case.</param>
    public FitsHdu? Find(string extensionName)
    {
        foreach (var hdu in Hdus)
        {
            if (hdu.Name.Equals(extensionName.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return hdu;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
