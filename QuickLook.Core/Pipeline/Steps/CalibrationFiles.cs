using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// The calibrations of one camera for one exposure: found once, each file read when a step asks for it. What cannot be had is a failure of the step that
/// needs it, not of the run as a whole.
/// </summary>
internal sealed class CalibrationFiles : IDisposable
{
    /// <summary>Key of the traces in the calibration record.</summary>
    public const string TracesKey = "PSF";

    /// <summary>Key of the fiber flat in the calibration record.</summary>
    public const string FiberFlatKey = "FIBERFLAT";

    private const string FluxCalibrationKey = "FLUXCALIB";

    private readonly SharedFiles files;
    private Result<FiberFlat>? fiberFlat;

    /// <summary>The calibrations of this record.</summary>
    /// <param name="record">The record, or why there is none.</param>
    /// <param name="files">Where files that runs share are read.</param>
    public CalibrationFiles(Result<CalibrationRecord> record, SharedFiles files)
    {
        Record = record;
        this.files = files;
    }

    /// <summary>The record, or why there is none.</summary>
    public Result<CalibrationRecord> Record { get; }

    /// <summary>Path of an existing file that the record names, or why there is none.</summary>
    public Result<string> PathOf(string key) => Record.Then(record => record.FilePath(key));

    /// <summary>Reads the traces.</summary>
    public Result<TraceSet> ReadTraces() => PathOf(TracesKey).Then(files.Traces.Read);

    /// <summary>Reads the fiber flat, once; owned by this object.</summary>
    public Result<FiberFlat> LoadFiberFlat() => fiberFlat ??= PathOf(FiberFlatKey).Then(FiberFlatFile.Read);

    /// <summary>Reads the average flux calibration.</summary>
    /// <returns>Its path and itself.</returns>
    public Result<(string Path, FluxCalibration Calibration)> ReadFluxCalibration() =>
        PathOf(FluxCalibrationKey).Then(path => files.FluxCalibrations.Read(path).Map(calibration => (path, calibration)));

    public void Dispose()
    {
        if (fiberFlat is { IsSuccess: true } read)
        {
            read.Value.Dispose();
        }
    }
}
