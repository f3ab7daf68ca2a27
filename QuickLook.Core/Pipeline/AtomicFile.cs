using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>Writes a file so that others see all of it or nothing: under a temporary name, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes or replaces a file; its folder must exist.</summary>
    public static Result<Done> Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            return new Failure($"the file cannot be written: {problem.Message}", path, FailureKind.Transient);
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The failure to write is what counts; a leftover with the suffix .tmp is read by nobody.
        }
    }
}
