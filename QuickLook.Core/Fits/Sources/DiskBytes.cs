using Microsoft.Win32.SafeHandles;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Sources;

/// <summary>A file on disk, read at any offset without a shared position, so that many cameras can be read at once.</summary>
internal sealed class DiskBytes : ByteSource
{
    private readonly SafeFileHandle handle;

    private DiskBytes(SafeFileHandle handle, long length)
    {
        this.handle = handle;
        Length = length;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens a file for reading; others may go on writing, renaming or deleting it.</summary>
    public static Result<ByteSource> Open(string path)
    {
        SafeFileHandle? opened = null;
        try
        {
            opened = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var source = new DiskBytes(opened, RandomAccess.GetLength(opened));
            opened = null;
            return source;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Failure("There is no such file", path, FailureKind.Unfinished);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Failure($"The file cannot be opened: {exception.Message}", path, FailureKind.Transient);
        }
        finally
        {
            opened?.Dispose();
        }
    }

    /// <inheritdoc/>
    public override Failure? Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset > Length || buffer.Length > Length - offset)
        {
            return EndsAt(Length);
        }

        try
        {
            while (!buffer.IsEmpty)
            {
                var count = RandomAccess.Read(handle, buffer, offset);
                if (count == 0)
                {
                    return EndsAt(offset);
                }

                buffer = buffer[count..];
                offset += count;
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"The disk cannot be read: {exception.Message}", $"byte {offset}", FailureKind.Transient);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => handle.Dispose();
}
