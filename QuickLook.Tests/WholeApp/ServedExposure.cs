using System.Net;
using QuickLook.Core.Access;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.WholeApp;

/// <summary>A served observatory that has taken golden exposure 104, which is process 1, and a viewer who is signed in; for tests that change nothing.</summary>
public sealed class ServedExposure(PostgresFixture postgres) : IAsyncLifetime
{
    public ServedObservatory Served { get; private set; } = null!;

    public WebSession Viewer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        Viewer = await Served.SignInAsync(Role.Viewer);
        await Served.Observatory.TakeAsync(104, golden: 104);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (!await IsThereAsync())
        {
            await Task.Delay(100, deadline.Token); // the exposure is still being found
        }
    }

    public async Task DisposeAsync()
    {
        Viewer.Dispose();
        await Served.DisposeAsync();
    }

    private async Task<bool> IsThereAsync()
    {
        using var answer = await Viewer.GetAsync("/tiles/1/r0/raw/0/0/0.png");
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
