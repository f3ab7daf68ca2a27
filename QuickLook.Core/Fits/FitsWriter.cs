using QuickLook.Core.Fits.Writing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>
/// Writes FITS files (standard 4.0) with CHECKSUM and DATASUM in every HDU. A file is written under a temporary name in the folder of its
/// destination, flushed to the disk and then renamed: readers see the old file or the complete new one, never a part.
/// </summary>
public static class FitsWriter
{
    /// <summary>End of the temporary name; a watcher of folders can ignore such files.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes a file, replacing one that is there. A primary HDU without data is added when the first HDU cannot be primary.</summary>
    /// <param name="path">Destination; its folder must exist.</param>
    /// <param name="hdus">HDUs in order, at least one. Each is asked for when the one before it is written, so they need not all be in memory.</param>
    /// <returns>Done; or why not, in which case a file that was there is as it was and nothing is left behind.</returns>
    public static Result<Done> Write(string path, IEnumerable<FitsHduContent> hdus)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporaryExtension}";
        var isComplete = false;
        try
        {
            if (WriteAll(temporary, hdus) is { } failure)
            {
                return failure.In(Path.GetFileName(path));
            }

            File.Move(temporary, path, overwrite: true);
            isComplete = true;
            return Done.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"The file cannot be written: {exception.Message}{Discard(temporary)}", path, FailureKind.Transient);
        }
        finally
        {
            if (!isComplete)
            {
                Discard(temporary);
            }
        }
    }

    private static Failure? WriteAll(string temporary, IEnumerable<FitsHduContent> hdus)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var count = 0;
        foreach (var hdu in hdus)
        {
            if (count == 0 && !hdu.Body.CanBePrimary)
            {
                HduWriter.Append(stream, FitsHduContent.Empty(), isPrimary: true);
                count++;
            }

            if (HduWriter.Append(stream, hdu, isPrimary: count == 0) is { } failure)
            {
                return failure.In($"HDU {count} ({hdu.Name})");
            }

            count++;
        }

        ArgumentOutOfRangeException.ThrowIfZero(count);
        stream.Flush(flushToDisk: true);
        return null;
    }

    private static string Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
            return string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $" ({temporary} is left behind: {exception.Message})";
        }
    }
}
