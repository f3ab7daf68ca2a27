using QuickLook.Core.Instrument;

namespace QuickLook.Core.Pipeline;

/// <summary>Where the files of one exposure are below a raw-data root and a production root (pipeline.md 1.1).</summary>
public static class ProductPaths
{
    /// <summary>The raw exposure: <c>NIGHT/EXPID8/desi-EXPID8.fits.fz</c>.</summary>
    /// <param name="rawRoot">Raw-data root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    public static string RawExposure(string rawRoot, Night night, ExposureId exposure) =>
        Path.Combine(rawRoot, night.ToString(), exposure.ToString(), $"desi-{exposure}.fits.fz");

    /// <summary>The fibermap beside the raw exposure; calibrations may have none.</summary>
    /// <param name="rawRoot">Raw-data root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    public static string Fibermap(string rawRoot, Night night, ExposureId exposure) =>
        Path.Combine(rawRoot, night.ToString(), exposure.ToString(), $"fibermap-{exposure}.fits");

    /// <summary>Folder of an exposure's products: <c>exposures/NIGHT/EXPID8</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    public static string ExposureFolder(string outputRoot, Night night, ExposureId exposure) =>
        Path.Combine(outputRoot, "exposures", night.ToString(), exposure.ToString());

    /// <summary>The merged document of one camera: <c>ql-mergedQA-CAMERA-EXPID8.json</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string MergedQa(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Path.Combine(ExposureFolder(outputRoot, night, exposure), $"ql-mergedQA-{camera}-{exposure}.json");

    /// <summary>The log of one camera's run: <c>run-CAMERA.log</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string RunLog(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Path.Combine(ExposureFolder(outputRoot, night, exposure), $"run-{camera}.log");
}
