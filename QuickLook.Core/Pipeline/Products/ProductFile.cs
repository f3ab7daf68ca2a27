using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>Writes a product: all of it or nothing, with checksums, in a folder that is made when it is missing.</summary>
internal static class ProductFile
{
    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="hdus">HDUs in order, at least one.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    public static Result<Done> Write(string path, IReadOnlyList<FitsHduContent> hdus)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the folder cannot be made: {problem.Message}", path, FailureKind.Transient);
        }

        return FitsWriter.Write(path, hdus);
    }
}
