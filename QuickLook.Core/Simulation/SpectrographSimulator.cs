using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation;

/// <summary>A fiber spectrograph in software: writes raw exposures, fibermaps and the calibrations that go with them.</summary>
public sealed class SpectrographSimulator
{
    private readonly SimulatedInstrument instrument;

    /// <summary>A simulator of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public SpectrographSimulator(SimulatedInstrument instrument) => this.instrument = instrument;

    /// <summary>Writes the calibration tree of some cameras: lookup records, traces, fiber flats, flux calibrations. Files that are there already are replaced.</summary>
    /// <param name="calibrationRoot">Root of the tree; made when absent.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="workers">Cameras at once, at least 1.</param>
    /// <param name="cancellationToken">Ends between cameras.</param>
    public Result<Done> WriteCalibration(
        string calibrationRoot,
        IReadOnlyList<CameraId> cameras,
        int workers,
        CancellationToken cancellationToken
    ) => new Failure($"the simulator of size {instrument.Size.Name} is not built yet");

    /// <summary>Writes an exposure into <c>NIGHT/EXPID8</c> below a raw-data root: fibermap first, truth, then the raw file, each under a temporary name and renamed.</summary>
    /// <param name="rawRoot">Raw-data root; made when absent.</param>
    /// <param name="order">The exposure.</param>
    /// <param name="workers">Cameras at once, at least 1.</param>
    /// <param name="cancellationToken">Ends between cameras.</param>
    /// <returns>What was written; or why nothing was.</returns>
    public Result<SimulatedExposureFiles> WriteExposure(
        string rawRoot,
        ExposureOrder order,
        int workers,
        CancellationToken cancellationToken
    ) => new Failure($"the simulator of size {instrument.Size.Name} is not built yet");
}
