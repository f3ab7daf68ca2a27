using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Disk;

/// <summary>A running service, and what tests of the disk ask of it.</summary>
internal sealed class DiskService : IAsyncDisposable
{
    public static readonly Actor Operator = new("Vera", Permission.Look | Permission.Operate, "10.0.0.7");
    public static readonly Actor Guest = new("a guest", Permission.Look);
    public static readonly Actor Admin = new("Ada", Permission.Everything, "10.0.0.8");

    private readonly string connection;

    private DiskService(RunningService service, Observatory observatory, string connection)
    {
        Service = service;
        Observatory = observatory;
        this.connection = connection;
    }

    public RunningService Service { get; }

    public string Connection => connection;

    public Observatory Observatory { get; }

    public IDiskControl Disk => Service.Services.GetRequiredService<IDiskControl>();

    public Retention Retention => Service.Services.GetRequiredService<Retention>();

    public static async Task<DiskService> StartAsync(
        PostgresFixture postgres,
        Observatory observatory,
        ScriptedEngine? engine = null,
        ScriptedVolumes? volumes = null,
        ServiceConfiguration? configuration = null,
        Action<OrchestrationOptions>? configure = null,
        TimeProvider? time = null
    )
    {
        var connection = await postgres.CreateDatabaseAsync();
        var service = await RunningService.StartAsync(
            connection,
            observatory.RawRoot,
            observatory.OutputRoot,
            engine ?? new ScriptedEngine(),
            configure,
            services: services =>
            {
                services.RemoveAll<IConfigurationDesk>();
                services.AddSingleton<IConfigurationDesk>(new FixedConfiguration(configuration ?? new ServiceConfiguration()));
                services.RemoveAll<IVolumes>();
                services.AddSingleton<IVolumes>(volumes ?? new ScriptedVolumes());
                services.Replace(ServiceDescriptor.Singleton(time ?? TimeProvider.System));
            }
        );
        return new DiskService(service, observatory, connection);
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    public FixedConfiguration Configuration => (FixedConfiguration)Service.Services.GetRequiredService<IConfigurationDesk>();

    /// <summary>Takes an exposure and waits until it is processed and stored.</summary>
    /// <returns>The number of its process.</returns>
    public async Task<long> ProcessAsync(int exposure, string night = "20201107")
    {
        await Observatory.TakeAsync(exposure, night: night);
        var ended = await Service.UntilEndedAsync(exposure);
        var process = ended.Recent.Last(each => each.Exposure.Number == exposure).ProcessId;
        await Service.UntilStoredAsync(process);
        return process;
    }

    /// <summary>A statement on the database, for states that only people or time bring about.</summary>
    public async Task SqlAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value from the database.</summary>
    public async Task<object?> ScalarAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits until a value in the database is as expected.</summary>
    public async Task UntilScalarAsync(string sql, object expected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Equals(await ScalarAsync(sql), expected))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    public Task EndedAgoAsync(long process, TimeSpan ago) =>
        SqlAsync("update process set ended_at = $2 where id = $1", process, TimeProvider.System.GetUtcNow() - ago);

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string action) =>
        (await Service.Audit.ListAsync(new AuditFilter { Action = action }, 0, 50, default)).Value;

    public string RunFolder(long process) => Path.Combine(Observatory.OutputRoot, "runs", process.ToString("D8"));

    public string[] Files(long process) =>
        Directory.Exists(RunFolder(process)) ? Directory.GetFiles(RunFolder(process), "*", SearchOption.AllDirectories) : [];
}
