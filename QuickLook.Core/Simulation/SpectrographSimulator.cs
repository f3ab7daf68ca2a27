using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Core.Simulation.Faults;
using QuickLook.Core.Simulation.Setup;
using QuickLook.Core.Simulation.Targets;
using QuickLook.Core.Simulation.Writing;

namespace QuickLook.Core.Simulation;

/// <summary>
/// A fiber spectrograph in software: writes raw exposures, fibermaps and the calibrations that go with them. Thread-safe; the same order makes the same bytes,
/// whatever the number of workers.
/// </summary>
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
    /// <returns>Done; or which file cannot be written, or that it was ended.</returns>
    public Result<Done> WriteCalibration(
        string calibrationRoot,
        IReadOnlyList<CameraId> cameras,
        int workers,
        CancellationToken cancellationToken
    )
    {
        var failures = new Failure?[cameras.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
        Parallel.For(
            0,
            cameras.Count,
            options,
            (index, state) =>
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    state.Stop();
                    return;
                }

                failures[index] = CalibrationTree.Write(calibrationRoot, cameras[index], instrument.Size).Failure;
            }
        );
        return Array.Find(failures, failure => failure is not null) is { } first ? first
            : cancellationToken.IsCancellationRequested ? Ended()
            : Done.Value;
    }

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
    )
    {
        if (OrderCheck.Find(order, instrument) is { } wrong)
        {
            return wrong;
        }

        if (!FaultApplication.Apply(ExposureSetup.Of(instrument, order), order.Faults).TryGet(out var setup, out var failure))
        {
            return failure;
        }

        try
        {
            return new ExposureFiles(rawRoot, setup, workers, cancellationToken).Write();
        }
        catch (OperationCanceledException)
        {
            return Ended();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the exposure cannot be written: {exception.Message}", rawRoot, FailureKind.Transient);
        }
    }

    private static Failure Ended() => new("the simulation was ended before it was complete", Kind: FailureKind.Transient);
}
