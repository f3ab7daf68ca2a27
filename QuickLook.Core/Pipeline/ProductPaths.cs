using System.Globalization;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Pipeline;

/// <summary>Where the files of one exposure are below a raw-data root and a production root (pipeline.md 1.1).</summary>
public static class ProductPaths
{
    // What spectra are written as, by this code and by the original, the best for viewing first; the original's names without and with "q" are of its slow and its quick reduction.
    private static readonly string[] SpectraKinds = ["qlspectra", "cframe", "sframe", "frame", "qcframe", "qsframe", "qframe"];

    /// <summary>Production root of a process: <c>OUT/runs/PROCESS8</c>.</summary>
    /// <param name="outputRoot">Output root of the service.</param>
    /// <param name="processId">The process.</param>
    public static string ProcessRoot(string outputRoot, long processId) =>
        Path.Combine(outputRoot, "runs", processId.ToString("D8", CultureInfo.InvariantCulture));

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

    /// <summary>The preprocessed image of one camera: <c>preproc/NIGHT/EXPID8/preproc-CAMERA-EXPID8.fits</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string Preproc(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Path.Combine(outputRoot, "preproc", night.ToString(), exposure.ToString(), $"preproc-{camera}-{exposure}.fits");

    /// <summary>Traces as they were in the exposure: <c>exposures/NIGHT/EXPID8/psf-CAMERA-EXPID8.fits</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string Psf(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Product("psf", outputRoot, night, exposure, camera);

    /// <summary>The fiber flat made from a flat: <c>exposures/NIGHT/EXPID8/fiberflat-CAMERA-EXPID8.fits</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string FiberFlat(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Product("fiberflat", outputRoot, night, exposure, camera);

    /// <summary>Calibrated spectra: <c>exposures/NIGHT/EXPID8/cframe-CAMERA-EXPID8.fits</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string CalibratedFrame(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Product("cframe", outputRoot, night, exposure, camera);

    /// <summary>The compact spectra file for viewers: <c>exposures/NIGHT/EXPID8/qlspectra-CAMERA-EXPID8.fits</c>.</summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static string Spectra(string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Product("qlspectra", outputRoot, night, exposure, camera);

    /// <summary>
    /// Where spectra of a camera may be, whichever engine wrote them, the best for viewing first: <see cref="Spectra"/>, then calibrated, sky-subtracted and plain
    /// frames, each also as <c>.fits.gz</c>.
    /// </summary>
    /// <param name="outputRoot">Production root.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public static IEnumerable<string> SpectraOfAnyEngine(string outputRoot, Night night, ExposureId exposure, CameraId camera)
    {
        foreach (var kind in SpectraKinds)
        {
            var plain = Product(kind, outputRoot, night, exposure, camera);
            yield return plain;
            yield return plain + ".gz";
        }
    }

    private static string Product(string kind, string outputRoot, Night night, ExposureId exposure, CameraId camera) =>
        Path.Combine(ExposureFolder(outputRoot, night, exposure), $"{kind}-{camera}-{exposure}.fits");
}
