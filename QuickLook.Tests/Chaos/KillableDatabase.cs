using System.Diagnostics;
using System.Globalization;
using QuickLook.Core.Storage.Private;

namespace QuickLook.Tests.Chaos;

/// <summary>A PostgreSQL that can be killed without a word; its files stay, as after a crash of the server.</summary>
public sealed class KillableDatabase : IAsyncDisposable
{
    private const string Name = "chaos";

    private readonly string folder = Directory.CreateTempSubdirectory("ql-chaos-").FullName;
    private PrivatePostgres? server;

    public string ConnectionString { get; private set; } = string.Empty;

    public async Task StartAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            // Backends of a killed server hold its memory for a moment.
            var started = await PrivatePostgres.StartAsync(
                new PrivatePostgresOptions { DataFolder = folder, WaitForDisk = false },
                deadline.Token
            );
            if (started.TryGet(out server, out var failure))
            {
                break;
            }

            deadline.IsCancellationRequested.ShouldBeFalse(failure.ToString());
            await Task.Delay(200, deadline.Token);
        }

        if (ConnectionString.Length == 0)
        {
            await server.CreateDatabaseAsync(Name, template: null, deadline.Token);
        }

        ConnectionString = server.ConnectionString(Name);
    }

    /// <summary>Kills the server and everything that belongs to it.</summary>
    public async Task KillAsync()
    {
        var file = Directory.EnumerateFiles(folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        var pid = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var victim in children.Prepend(pid.ToString(CultureInfo.InvariantCulture)))
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(victim, CultureInfo.InvariantCulture));
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended since the list was read.
            }
        }

        await server!.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
