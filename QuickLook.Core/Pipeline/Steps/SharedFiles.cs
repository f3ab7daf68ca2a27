using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// Small input files that the runs of an engine share: read once for all cameras and exposures, as long as they do not change. Fiber flats, 25 MB each, are not
/// among them: those of thirty cameras would not fit into any reasonable bound, and with less each would be gone when its turn comes again.
/// </summary>
internal sealed class SharedFiles
{
    private const long FibermapBytes = 8L << 20;
    private const long CalibrationBytes = 32L << 20;

    /// <summary>The fibermaps of the last exposures.</summary>
    public FileCache<Fibermap> Fibermaps { get; } = new(FibermapBytes, Fibermap.Read);

    /// <summary>The calibrations' traces.</summary>
    public FileCache<TraceSet> Traces { get; } = new(CalibrationBytes, TraceSetFile.Read);

    /// <summary>The average flux calibrations.</summary>
    public FileCache<FluxCalibration> FluxCalibrations { get; } = new(CalibrationBytes, FluxCalibrationFile.Read);
}
