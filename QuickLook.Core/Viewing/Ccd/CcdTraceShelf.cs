using Microsoft.Extensions.Options;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>
/// The traces of images: those that the process moved after its own image, or else those of the calibration. What was read lately is kept, by file. Thread-safe.
/// </summary>
public sealed class CcdTraceShelf
{
    private const string TracesKey = "PSF";

    /// <summary>Of the files; the tables made from them have a third of a megabyte each.</summary>
    private const long MostFileBytes = 64L << 20;

    private readonly ICcdExposures exposures;
    private readonly string calibrationRoot;
    private readonly FileCache<CcdTraces> files = new(MostFileBytes, path => TraceSetFile.Read(path).Map(CcdTraces.Of));

    /// <summary>An empty shelf.</summary>
    /// <param name="exposures">Finds files.</param>
    /// <param name="viewing">Where calibrations are.</param>
    public CcdTraceShelf(ICcdExposures exposures, IOptions<ViewingOptions> viewing)
    {
        this.exposures = exposures;
        calibrationRoot = viewing.Value.CalibrationRoot;
    }

    /// <summary>The traces of a camera.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="cancellationToken">Gives up before files are read.</param>
    /// <returns>The traces; or why there are none.</returns>
    public async Task<Result<CcdTraces>> ReadAsync(long processId, CameraId camera, CancellationToken cancellationToken)
    {
        if (!(await exposures.FindAsync(processId, cancellationToken)).TryGet(out var exposure, out var failure))
        {
            return failure;
        }

        return await Task.Run(() => Read(exposure, camera), cancellationToken);
    }

    private Result<CcdTraces> Read(CcdExposure exposure, CameraId camera)
    {
        var own = exposure.TracesFile(camera);
        if (File.Exists(own) && files.Read(own) is { IsSuccess: true } moved)
        {
            return moved;
        }

        if (!RawFiles.Open(exposure).TryGet(out var raw, out var failure))
        {
            return failure;
        }

        using (raw)
        {
            return raw.ReadIdentity(camera)
                .Then(identity => CalibrationLookup.Find(calibrationRoot, camera, identity, raw.Metadata))
                .Then(record => record.FilePath(TracesKey))
                .Then(files.Read);
        }
    }
}
