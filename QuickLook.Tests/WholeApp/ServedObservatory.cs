using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Golden;
using QuickLook.Web.Hosting;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Tests.WholeApp;

/// <summary>The service as <c>serve</c> starts it, on a free port, over an observatory's folders.</summary>
public sealed class ServedObservatory : IAsyncDisposable
{
    private readonly string state;
    private readonly QuickLookService service;
    private readonly StringWriter console;

    private ServedObservatory(Observatory observatory, QuickLookService service, string state, StringWriter console)
    {
        this.console = console;
        Observatory = observatory;
        this.service = service;
        this.state = state;
    }

    public Observatory Observatory { get; }

    public string Address => service.Addresses.Single();

    /// <summary>What the service said in its console.</summary>
    public string Console => console.ToString();

    /// <summary>The services behind the screens.</summary>
    public IServiceProvider Services => service.Services;

    public static async Task<ServedObservatory> StartAsync(string connectionString, Func<ServeSettings, ServeSettings>? change = null)
    {
        var console = new StringWriter();
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
            Gate = new GateSettings { Console = console },
        };
        var started = (await QuickLookService.StartAsync(change?.Invoke(settings) ?? settings, CancellationToken.None)).Value;
        return new ServedObservatory(observatory, started, folder, console);
    }

    /// <summary>A new account, whose owner has chosen a password and is signed in.</summary>
    public async Task<WebSession> SignInAsync(Role role, string name = "vera")
    {
        var session = new WebSession(Address);
        await session.SignInAsync(name, await CreateUserAsync(role, name));
        await session.ChoosePasswordAsync();
        return session;
    }

    /// <summary>A new account; its password for one sign-in.</summary>
    public async Task<string> CreateUserAsync(Role role, string name)
    {
        var users = Services.GetRequiredService<UserAdministration>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var created = await users.CreateAsync(Actor.System, name, role, deadline.Token);
            if (created is { IsSuccess: false, Failure.Kind: FailureKind.Transient })
            {
                await Task.Delay(50, deadline.Token); // the tables are still being made
                continue;
            }

            return created.Value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        Observatory.Dispose();
        Directory.Delete(state, recursive: true);
    }
}
