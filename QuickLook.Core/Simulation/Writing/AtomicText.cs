using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>Writes a text file under a temporary name and renames it, so that nobody sees a part.</summary>
internal static class AtomicText
{
    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">What it holds.</param>
    public static Result<Done> Write(string path, string text)
    {
        var temporary = $"{path}{FitsWriter.TemporaryExtension}";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
            return Done.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the file cannot be written: {exception.Message}", path);
        }
    }
}
