using System.Globalization;
using QuickLook.Core.Formats;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Opens raw files, and says why one is not there.</summary>
internal static class RawFiles
{
    /// <summary>Opens the raw file of an exposure.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <returns>The file, to be disposed by the caller; or why there is none.</returns>
    public static Result<RawExposure> Open(CcdExposure exposure)
    {
        if (exposure.RawPath.Length == 0)
        {
            return new Failure(
                $"the results of process {exposure.ProcessId} were brought in without a raw file, so there is no image to show"
            );
        }

        if (File.Exists(exposure.RawPath))
        {
            return RawExposure.Open(exposure.RawPath);
        }

        var name = Path.GetFileName(exposure.RawPath);
        return exposure.RawRemovedAt is { } removed
            ? new Failure(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the raw file {name} was removed from disk on {removed.UtcDateTime:yyyy-MM-dd 'at' HH:mm} UTC to make room; put it back at its place to look at it again"
                )
            )
            : new Failure($"the raw file is not where it was: {exposure.RawPath}");
    }
}
