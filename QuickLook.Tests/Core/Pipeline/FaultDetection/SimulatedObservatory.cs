using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Exposures;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>A simulated instrument with its calibration and limits, which takes exposures and runs them through the pipeline. Products are not written.</summary>
public sealed class SimulatedObservatory : IDisposable
{
    private readonly SpectrographSimulator simulator;
    private readonly string folder;
    private readonly MappingSet mappings;

    private SimulatedObservatory(SpectrographSimulator simulator, string folder, MappingSet mappings)
    {
        this.simulator = simulator;
        this.folder = folder;
        this.mappings = mappings;
    }

    private string Calibration => Path.Combine(folder, "calib");

    /// <summary>Builds an instrument.</summary>
    /// <param name="size">How large.</param>
    /// <param name="cameras">The cameras that have a calibration.</param>
    /// <param name="shippedMappings">Limits that it goes by, before they are adapted to its size.</param>
    /// <param name="workers">Cameras at once.</param>
    public static async Task<Result<SimulatedObservatory>> BuildAsync(
        InstrumentSize size,
        ImmutableArray<CameraId> cameras,
        string shippedMappings,
        int workers
    )
    {
        var folder = Directory.CreateTempSubdirectory("quicklook-observatory-").FullName;
        var simulator = new SpectrographSimulator(new SimulatedInstrument { Size = size });
        var limits = Path.Combine(folder, "mappings");
        if (
            !simulator
                .WriteCalibration(Path.Combine(folder, "calib"), cameras, workers, CancellationToken.None)
                .TryGet(out _, out var failure) || !SimulatedMappings.Write(shippedMappings, size, limits).TryGet(out _, out failure)
        )
        {
            return failure;
        }

        var load = (await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(limits, CancellationToken.None)).ToResult();
        return load.Map(set => new SimulatedObservatory(simulator, folder, WithoutProducts(set)));
    }

    /// <summary>Takes an exposure and reduces it; nothing of it is left on disk.</summary>
    /// <param name="order">The exposure.</param>
    /// <param name="workers">Cameras at once.</param>
    /// <returns>What the pipeline reports. The cameras of the order are expected in the file.</returns>
    public async Task<Result<ExposureReport>> TakeAsync(ExposureOrder order, int workers)
    {
        var own = Directory.CreateTempSubdirectory("quicklook-exposure-").FullName;
        try
        {
            var raw = Path.Combine(own, "raw");
            if (!simulator.WriteExposure(raw, order, workers, CancellationToken.None).TryGet(out _, out var failure))
            {
                return failure;
            }

            var reduction = new ExposureReduction(new NativeEngine(TimeProvider.System, EngineProfile.QuickLook), TimeProvider.System);
            return await reduction.RunAsync(
                new ReductionOrder
                {
                    RawRoot = raw,
                    CalibrationRoot = Calibration,
                    OutputRoot = Path.Combine(own, "out"),
                    Night = order.Night,
                    Exposure = order.Exposure,
                    ExpectedCameras = order.Cameras,
                    Workers = workers,
                    Mappings = mappings,
                },
                new Silence(),
                CancellationToken.None
            );
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static MappingSet WithoutProducts(MappingSet set) =>
        set with
        {
            Flavors = set.Flavors.ToImmutableDictionary(
                pair => pair.Key,
                pair =>
                    pair.Value with
                    {
                        Products = ProductKinds.All.Aggregate(ProductChoice.Default, (choice, kind) => choice.With(kind, isWritten: false)),
                    }
            ),
        };

    private sealed class Silence : IProgress<RunEvent>
    {
        public void Report(RunEvent value) { }
    }
}
