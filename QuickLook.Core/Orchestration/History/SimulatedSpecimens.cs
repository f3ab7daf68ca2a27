using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Orchestration.History;

/// <summary>Specimens of simulated exposures: an average one of each flavor and program, cameras of petal 0.</summary>
public static class SimulatedSpecimens
{
    private static readonly Night AnyNight = new(new DateOnly(2020, 11, 7));
    private static readonly ImmutableArray<CameraId> OfPetalZero = [.. CameraId.All.Where(camera => camera.Spectrograph.Number == 0)];
    private static readonly ImmutableArray<(Flavor Flavor, ObservingProgram Program)> Kinds =
    [
        (Flavor.Zero, new(Flavor.Zero.Name())),
        (Flavor.Arc, new(Flavor.Arc.Name())),
        (Flavor.Flat, new(Flavor.Flat.Name())),
        (Flavor.Dark, new(Flavor.Dark.Name())),
        (Flavor.Science, ObservingProgram.Gray),
        (Flavor.Science, ObservingProgram.Bright),
        (Flavor.Science, ObservingProgram.Dark),
    ];

    /// <summary>Simulates, runs the pipeline, and removes what was simulated.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="workFolder">An empty folder; removed at the end.</param>
    /// <param name="mappings">Recipes and limits for an instrument of this size.</param>
    /// <param name="workers">Cameras at once, at least 1.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Result<Specimens>> MakeAsync(
        SimulatedInstrument instrument,
        string workFolder,
        MappingSet mappings,
        int workers,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var order = new SpecimenOrder
        {
            RawRoot = Path.Combine(workFolder, "raw"),
            CalibrationRoot = Path.Combine(workFolder, "calib"),
            WorkFolder = Path.Combine(workFolder, "out"),
            Night = AnyNight,
            Exposures = [.. Kinds.Select((kind, index) => (new ExposureId(index + 1), kind.Flavor, kind.Program))],
            Cameras = OfPetalZero,
            Workers = workers,
        };
        try
        {
            var simulated = await Task.Run(() => Simulate(instrument, order, workers, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return simulated.Failure is { } failure
                ? failure
                : await Specimens.MakeAsync(order, mappings, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(workFolder))
            {
                Directory.Delete(workFolder, recursive: true);
            }
        }
    }

    private static Result<Done> Simulate(
        SimulatedInstrument instrument,
        SpecimenOrder order,
        int workers,
        CancellationToken cancellationToken
    )
    {
        var simulator = new SpectrographSimulator(instrument);
        if (simulator.WriteCalibration(order.CalibrationRoot, order.Cameras, workers, cancellationToken).Failure is { } uncalibrated)
        {
            return uncalibrated;
        }

        for (var index = 0; index < Kinds.Length; index++)
        {
            var exposure = new ExposureOrder
            {
                Night = order.Night,
                Exposure = order.Exposures[index].Exposure,
                Flavor = Kinds[index].Flavor,
                Program = Kinds[index].Program,
                ObservedAt = new DateTimeOffset(order.Night.Date, new TimeOnly(23, index), TimeSpan.Zero),
                ExposureSeconds = StandardOrders.SecondsOf(Kinds[index].Flavor, Kinds[index].Program),
                Cameras = order.Cameras,
                Tile = Kinds[index].Flavor == Flavor.Science ? index : 0,
                Seed = index + 1,
            };
            if (simulator.WriteExposure(order.RawRoot, exposure, workers, cancellationToken).Failure is { } unwritten)
            {
                return unwritten;
            }
        }

        return Done.Value;
    }
}
