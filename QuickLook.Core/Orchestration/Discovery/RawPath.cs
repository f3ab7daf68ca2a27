using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>A raw exposure's place below the raw-data root: <c>NIGHT/EXPID8/desi-EXPID8.fits.fz</c>.</summary>
/// <param name="Night">Night of the folder.</param>
/// <param name="Exposure">Exposure of the folder and the file.</param>
/// <param name="FullPath">Full path.</param>
internal sealed record RawPath(Night Night, ExposureId Exposure, string FullPath)
{
    private const int ExposureDigits = 8;

    /// <summary>Full path of the fibermap beside it, there or not.</summary>
    public string FibermapPath => Path.Combine(Path.GetDirectoryName(FullPath)!, $"fibermap-{Exposure}.fits");

    /// <summary>Reads a path; null for temporary names, files of other kinds and places that the layout does not have.</summary>
    public static RawPath? Parse(string rawRoot, string fullPath)
    {
        var parts = Path.GetRelativePath(rawRoot, fullPath).Split(Path.DirectorySeparatorChar);
        return
            parts is [var night, var exposure, var file]
            && ExposureFolder(night, exposure) is { } place
            && file == $"desi-{exposure}.fits.fz"
            ? place with
            {
                FullPath = fullPath,
            }
            : null;
    }

    /// <summary>The raw exposure that a fibermap belongs to; null when the path is none.</summary>
    public static RawPath? OfFibermap(string rawRoot, string fullPath)
    {
        var parts = Path.GetRelativePath(rawRoot, fullPath).Split(Path.DirectorySeparatorChar);
        return parts is [var night, var exposure, var file] && file == $"fibermap-{exposure}.fits"
            ? OfFolder(rawRoot, night, exposure)
            : null;
    }

    /// <summary>The raw exposure that a folder is made for; null when it is none.</summary>
    public static RawPath? OfFolder(string rawRoot, string night, string exposure) =>
        ExposureFolder(night, exposure) is { } place
            ? place with
            {
                FullPath = Path.Combine(rawRoot, night, exposure, $"desi-{exposure}.fits.fz"),
            }
            : null;

    private static RawPath? ExposureFolder(string night, string exposure) =>
        exposure.Length == ExposureDigits
        && Instrument.Night.Parse(night).TryGet(out var date, out _)
        && ExposureId.Parse(exposure).TryGet(out var id, out _)
            ? new RawPath(date, id, string.Empty)
            : null;
}
