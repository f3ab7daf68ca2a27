using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Golden;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.WholeApp;

/// <summary>The service as <c>serve</c> starts it, on a free port, over an observatory's folders.</summary>
public sealed class ServedObservatory : IAsyncDisposable
{
    private readonly string state;
    private readonly QuickLookService service;

    private ServedObservatory(Observatory observatory, QuickLookService service, string state)
    {
        Observatory = observatory;
        this.service = service;
        this.state = state;
    }

    public Observatory Observatory { get; }

    public string Address => service.Addresses.Single();

    public static async Task<ServedObservatory> StartAsync(string connectionString)
    {
        var observatory = new Observatory();
        var folder = Directory.CreateTempSubdirectory("ql-state-").FullName;
        var settings = new ServeSettings
        {
            RawRoot = observatory.RawRoot,
            CalibrationRoot = GoldenSet.A.CalibrationRoot,
            OutputRoot = observatory.OutputRoot,
            Mappings = MappingFiles.LimitsOf(GoldenSet.A),
            StateFolder = folder,
            Url = new Uri("http://127.0.0.1:0"),
            Database = connectionString,
            ExpectedCameras = Observatory.Cameras,
        };
        var started = (await QuickLookService.StartAsync(settings, CancellationToken.None)).Value;
        return new ServedObservatory(observatory, started, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        Observatory.Dispose();
        Directory.Delete(state, recursive: true);
    }
}
