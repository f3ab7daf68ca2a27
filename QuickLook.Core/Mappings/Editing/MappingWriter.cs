using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings.Editing;

/// <summary>Puts a mapping file in the place of another, whole or not at all.</summary>
internal static class MappingWriter
{
    /// <summary>Writes a file beside the old one and renames it into place; owner's rights stay.</summary>
    /// <param name="path">The file; it must exist.</param>
    /// <param name="content">What it holds from now on.</param>
    /// <returns>Why it could not be written; then the old file is as it was.</returns>
    public static Result<Done> Replace(string path, byte[] content)
    {
        var temporary = $"{path}.tmp";
        try
        {
            // A link stays a link.
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            temporary = $"{path}.tmp";
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
                // It is no mapping file by its name, and the next write replaces it.
            }

            return new Failure(
                $"it cannot be written: {problem.Message.TrimEnd('.')}; let the account of the service write the folder of the mappings, or change the file there",
                Path.GetFileName(path)
            );
        }
    }
}
