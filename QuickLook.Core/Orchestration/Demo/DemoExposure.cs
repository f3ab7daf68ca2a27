using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>One exposure of the source that the demonstration feeds.</summary>
/// <param name="Night">Its night, from the folder.</param>
/// <param name="Exposure">Its id, from the folder.</param>
/// <param name="RawFile">Full path of <c>desi-EXPID8.fits.fz</c>.</param>
/// <param name="FibermapFile">Full path of <c>fibermap-EXPID8.fits</c>; null when it has none, as zeros and darks.</param>
public sealed record DemoExposure(Night Night, ExposureId Exposure, string RawFile, string? FibermapFile)
{
    /// <summary>The exposures of a raw-data root in order of night and id. Whatever is not named as an exposure is passed over.</summary>
    /// <param name="root">The root.</param>
    public static IReadOnlyList<DemoExposure> In(string root)
    {
        var found = new List<DemoExposure>();
        foreach (var nightFolder in Directory.EnumerateDirectories(root))
        {
            if (!Night.Parse(Path.GetFileName(nightFolder)).TryGet(out var night, out _))
            {
                continue;
            }

            foreach (var folder in Directory.EnumerateDirectories(nightFolder))
            {
                if (!ExposureId.Parse(Path.GetFileName(folder)).TryGet(out var exposure, out _))
                {
                    continue;
                }

                var raw = Path.Combine(folder, RawName(exposure));
                var fibermap = Path.Combine(folder, FibermapName(exposure));
                if (File.Exists(raw))
                {
                    found.Add(new DemoExposure(night, exposure, raw, File.Exists(fibermap) ? fibermap : null));
                }
            }
        }

        return [.. found.OrderBy(exposure => exposure.Night).ThenBy(exposure => exposure.Exposure)];
    }

    /// <summary>The cameras of the simulated instrument: all that any exposure of a raw-data root has.</summary>
    /// <param name="root">The root.</param>
    /// <returns>In display order, or why a file cannot be read.</returns>
    public static Result<IReadOnlyList<CameraId>> CamerasIn(string root)
    {
        var cameras = new SortedSet<CameraId>();
        foreach (var exposure in In(root))
        {
            if (!RawExposure.Open(exposure.RawFile).TryGet(out var raw, out var failure))
            {
                return failure;
            }

            using (raw)
            {
                cameras.UnionWith(raw.Cameras);
            }
        }

        return Result<IReadOnlyList<CameraId>>.Success([.. cameras]);
    }

    /// <summary>Name of the raw exposure (pipeline.md 1.1).</summary>
    /// <param name="exposure">The id.</param>
    internal static string RawName(ExposureId exposure) => $"desi-{exposure}.fits.fz";

    /// <summary>Name of the fibermap (pipeline.md 1.1).</summary>
    /// <param name="exposure">The id.</param>
    internal static string FibermapName(ExposureId exposure) => $"fibermap-{exposure}.fits";
}
