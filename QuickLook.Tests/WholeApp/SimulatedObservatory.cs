using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Storage.Processes;
using QuickLook.Tests.Golden;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.WholeApp;

/// <summary>The service over simulated exposures of petals with all their 500 fibers, processed by the engine that ships; whoever comes may look.</summary>
public sealed class SimulatedObservatory : IAsyncDisposable
{
    /// <summary>What is taken, in this order; the last one has faults on purpose.</summary>
    public static readonly IReadOnlyList<Flavor> Flavors = [Flavor.Zero, Flavor.Arc, Flavor.Flat, Flavor.Science, Flavor.Science];

    private static readonly Night TheNight = new(new DateOnly(2026, 11, 1));
    private readonly string root;
    private readonly QuickLookService service;

    private SimulatedObservatory(string root, QuickLookService service)
    {
        this.root = root;
        this.service = service;
    }

    public string Address => service.Addresses.Single();

    public IServiceProvider Services => service.Services;

    /// <summary>Folder of the raw exposures.</summary>
    public string RawRoot => Path.Combine(root, "raw");

    /// <summary>Simulates, serves, and waits until everything has been processed.</summary>
    /// <param name="connectionString">An empty database.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="faults">What is wrong with the last exposure.</param>
    /// <param name="size">Size of the instrument; null for all fibers on short CCDs.</param>
    public static async Task<SimulatedObservatory> StartAsync(
        string connectionString,
        IReadOnlyList<CameraId> cameras,
        IReadOnlyList<SeededFault> faults,
        InstrumentSize? size = null
    )
    {
        var root = Directory.CreateTempSubdirectory("ql-sim-").FullName;
        var instrument = new SimulatedInstrument { Size = size ?? InstrumentSize.Demo };
        var simulator = new SpectrographSimulator(instrument);
        GoldenCamera.Succeed(simulator.WriteCalibration(Path.Combine(root, "calib"), cameras, 2, CancellationToken.None));
        GoldenCamera.Succeed(SimulatedMappings.Write(ShippedMappings(), instrument.Size, Path.Combine(root, "mappings")));
        GoldenCamera.Succeed(DemoTiles.Write(DemoTiles.FileIn(root)));
        for (var i = 0; i < Flavors.Count; i++)
        {
            var order = StandardOrders.Of(Flavors[i], TheNight, new ExposureId(1000 + i), [.. cameras], 1, ObservingProgram.Dark) with
            {
                Faults = i == Flavors.Count - 1 ? [.. faults] : [],
            };
            GoldenCamera.Succeed(simulator.WriteExposure(Path.Combine(root, "raw"), order, 2, CancellationToken.None));
        }

        var settings = new ServeSettings
        {
            RawRoot = Path.Combine(root, "raw"),
            CalibrationRoot = Path.Combine(root, "calib"),
            OutputRoot = Path.Combine(root, "out"),
            Mappings = Path.Combine(root, "mappings"),
            TileFile = DemoTiles.FileIn(root),
            StateFolder = Path.Combine(root, "state"),
            Url = new Uri("http://127.0.0.1:0"),
            Database = connectionString,
            ExpectedCameras = cameras,
            Gate = new GateSettings { AnonymousLook = true, Console = TextWriter.Null },
        };
        var service = (await QuickLookService.StartAsync(settings, CancellationToken.None)).Value;
        var observatory = new SimulatedObservatory(root, service);
        await observatory.UntilProcessedAsync();
        return observatory;
    }

    /// <summary>Number of the process of an exposure.</summary>
    /// <param name="index">Position in <see cref="Flavors"/>.</param>
    public async Task<long> ProcessAsync(int index)
    {
        var filter = new ProcessFilter { Exposure = new ExposureId(1000 + index) };
        var page = await Services.GetRequiredService<IProcessList>().ListAsync(filter, 0, 1, CancellationToken.None);
        return page.Value.Rows[0].Id;
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task UntilProcessedAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var processes = Services.GetRequiredService<IProcessList>();
        while (true)
        {
            var page = await processes.ListAsync(new ProcessFilter(), 0, 20, deadline.Token);
            if (
                page.TryGet(out var found, out _)
                && found.Rows.Length == Flavors.Count
                && found.Rows.All(process => process.State.IsFinal())
            )
            {
                return;
            }

            await Task.Delay(100, deadline.Token);
        }
    }

    private static string ShippedMappings() => MappingFolder.Find(null, null, AppContext.BaseDirectory).Value;
}
