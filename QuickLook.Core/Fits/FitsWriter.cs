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
    /// <param name="hdus">HDUs in order, at least one.</param>
    /// <returns>Done; or why not, in which case a file that was there is as it was and nothing is left behind.</returns>
    public static Result<Done> Write(string path, IReadOnlyList<FitsHduContent> hdus)
    {
        ArgumentOutOfRangeException.ThrowIfZero(hdus.Count);
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporaryExtension}";
        try
        {
            if (WriteAll(temporary, hdus) is { } failure)
            {
                File.Delete(temporary);
                return failure.In(Path.GetFileName(path));
            }

            File.Move(temporary, path, overwrite: true);
            return Done.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"The file cannot be written: {exception.Message}{Discard(temporary)}", path, FailureKind.Transient);
        }
    }

    private static Failure? WriteAll(string temporary, IReadOnlyList<FitsHduContent> hdus)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var isPrimary = true;
        if (!hdus[0].Body.CanBePrimary)
        {
            HduWriter.Append(stream, FitsHduContent.Empty(), isPrimary);
            isPrimary = false;
        }

        for (var i = 0; i < hdus.Count; i++, isPrimary = false)
        {
            if (HduWriter.Append(stream, hdus[i], isPrimary) is { } failure)
            {
                return failure.In($"HDU {i} ({hdus[i].Name})");
            }
        }

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
