using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Sources;

/// <summary>The bytes of a FITS file, wherever they are. Reading is thread-safe.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Number of bytes when the file was opened.</summary>
    public abstract long Length { get; }

    /// <summary>Why there are no more bytes although there should be, such as a damaged gzip stream; null when nothing is wrong.</summary>
    public virtual Failure? Damage => null;

    /// <summary>Fills <paramref name="buffer"/> with the bytes from <paramref name="offset"/>.</summary>
    /// <returns>Null, or why there are fewer bytes; its place is a byte.</returns>
    public abstract Failure? Read(long offset, Span<byte> buffer);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Opens a file; gzip is recognised by its first two bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bound on what gzip data may inflate to.</param>
    public static Result<ByteSource> Open(string path, FitsLimits limits)
    {
        if (!DiskBytes.Open(path).TryGet(out var disk, out var failure))
        {
            return failure;
        }

        Span<byte> magic = stackalloc byte[2];
        if (disk.Length < magic.Length || disk.Read(0, magic) is not null || magic is not [0x1F, 0x8B])
        {
            return disk;
        }

        using (disk)
        {
            return GzipBytes.Inflate(disk, limits.MaximumInflatedBytes).Map(ByteSource (inflated) => inflated);
        }
    }

    /// <summary>The failure of a read beyond the end.</summary>
    protected static Failure EndsAt(long length) => new("The file ends too early", $"byte {length}", FailureKind.Unfinished);
}
