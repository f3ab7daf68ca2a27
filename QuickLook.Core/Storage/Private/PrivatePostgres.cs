using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Private;

/// <summary>
/// A PostgreSQL server of our own, from the installed programs: reached through a Unix socket only, stopped when disposed. One QuickLook
/// owns a data folder at a time; a server left behind by a killed one is stopped first.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "quicklook";
    private const int Port = 5432;

    // The path of a Unix socket has at most 107 bytes; the rest is the server's own file name.
    private const int LongestSocketFolder = 80;

    private readonly PrivatePostgresOptions options;
    private readonly string binaries;
    private readonly string cluster;
    private readonly string socketFolder;
    private readonly ServerAccount account;
    private readonly FileStream ownership;
    private bool isRunning;

    private PrivatePostgres(
        PrivatePostgresOptions options,
        string binaries,
        string cluster,
        string socketFolder,
        ServerAccount account,
        FileStream ownership
    )
    {
        this.options = options;
        this.binaries = binaries;
        this.cluster = cluster;
        this.socketFolder = socketFolder;
        this.account = account;
        this.ownership = ownership;
    }

    private string LogFile => Path.Combine(cluster, "server.log");

    /// <summary>Makes the cluster when the folder has none, and starts the server.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running server, or a failure that says what to do.</returns>
    public static async Task<Result<PrivatePostgres>> StartAsync(PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        if (!PostgresBinaries.Find().TryGet(out var binaries, out var missing))
        {
            return missing;
        }

        var folder = Path.GetFullPath(options.DataFolder);
        FileStream claim;
        try
        {
            Directory.CreateDirectory(folder);
            claim = new FileStream(Path.Combine(folder, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException denied)
        {
            return new Failure(denied.Message, folder);
        }
        catch (IOException inUse)
        {
            return new Failure($"another QuickLook uses this folder, or it cannot be written ({inUse.Message})", folder);
        }

        var started = await StartOwnedAsync(options, binaries, folder, claim, cancellationToken).ConfigureAwait(false);
        if (!started.IsSuccess)
        {
            await claim.DisposeAsync().ConfigureAwait(false);
        }

        return started;
    }

    /// <summary>How to connect to one of its databases.</summary>
    /// <param name="database">The database; it need not exist yet.</param>
    public string ConnectionString(string database) => ConnectionStringAt(socketFolder, database);

    /// <summary>How to connect to the server that another process runs in a data folder.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="database">The database, which has to be there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection string; null when no server answers there.</returns>
    public static async Task<string?> FindRunningAsync(string dataFolder, string database, CancellationToken cancellationToken)
    {
        var connectionString = ConnectionStringAt(SocketFolder(Path.GetFullPath(dataFolder)), database);
        try
        {
            await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=3");
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connectionString;
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            return null;
        }
    }

    /// <summary>Makes a database unless it is there.</summary>
    /// <param name="database">Lower-case letters, digits and underscores.</param>
    /// <param name="template">The database to copy, to which nobody may be connected; null for an empty one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [SuppressMessage("Security", "CA2100", Justification = "CREATE DATABASE takes no parameters; the names are quoted as identifiers.")]
    [SuppressMessage("Security", "S2077", Justification = "CREATE DATABASE takes no parameters; the names are quoted as identifiers.")]
    public async Task CreateDatabaseAsync(string database, string? template, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        await using var create = connection.CreateCommand();
        create.CommandText =
            $"create database {Quote(database)}" + (template is null ? string.Empty : $" template {Quote(template)} strategy file_copy");
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the server's connections and the server (fast shutdown); the cluster stays. Does nothing when it is stopped.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Done>> StopAsync(CancellationToken cancellationToken)
    {
        if (!isRunning)
        {
            return Done.Value;
        }

        NpgsqlConnection.ClearAllPools();
        var stopped = await ControlAsync(["stop", "-m", "fast", "-w"], cancellationToken).ConfigureAwait(false);
        isRunning = !stopped.IsSuccess;
        return stopped;
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>. Does nothing when it runs.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Done>> ResumeAsync(CancellationToken cancellationToken)
    {
        if (isRunning)
        {
            return Done.Value;
        }

        // Commits stay synchronous either way: what was acknowledged has been handed to the system and outlives a killed server.
        var durability = options.WaitForDisk ? string.Empty : " -c fsync=off -c full_page_writes=off";
        var settings = $"-k '{socketFolder}' -p {Port} -c listen_addresses='' -c unix_socket_permissions=0700{durability}";
        var started = await ControlAsync(["start", "-w", "-l", LogFile, "-o", settings], cancellationToken).ConfigureAwait(false);
        isRunning = started.IsSuccess;
        return started.IsSuccess ? started : new Failure($"{started.Failure.Reason}; {LastLogLines()}", cluster);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await ownership.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<Result<PrivatePostgres>> StartOwnedAsync(
        PrivatePostgresOptions options,
        string binaries,
        string folder,
        FileStream claim,
        CancellationToken cancellationToken
    )
    {
        if (OperatingSystem.IsWindows())
        {
            return new Failure("a private server needs Linux; configure a connection string");
        }

        var sockets = SocketFolder(folder);
        var data = Path.Combine(folder, "cluster");
        foreach (var each in new[] { data, sockets })
        {
            Directory.CreateDirectory(each);
            File.SetUnixFileMode(each, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var chosen = await ServerAccount.ForAsync(data, cancellationToken).ConfigureAwait(false);
        if (!chosen.TryGet(out var account, out var none))
        {
            return none;
        }

        if ((await account.TakeOverAsync(sockets, cancellationToken).ConfigureAwait(false)).Failure is { } unwritable)
        {
            return unwritable.In(sockets);
        }

        var server = new PrivatePostgres(options, binaries, data, sockets, account, claim);
        if (LeftoverServer.IsRunning(data))
        {
            server.isRunning = true;
            if ((await server.StopAsync(cancellationToken).ConfigureAwait(false)).Failure is { } stuck)
            {
                return stuck.In(data);
            }
        }

        LeftoverServer.RemoveStalePidFile(data);
        if ((await server.InitialiseAsync(cancellationToken).ConfigureAwait(false)).Failure is { } unmade)
        {
            return unmade.In(data);
        }

        var started = await server.ResumeAsync(cancellationToken).ConfigureAwait(false);
        return started.IsSuccess ? server : started.Failure;
    }

    private async Task<Result<Done>> InitialiseAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(cluster, "PG_VERSION")))
        {
            return Done.Value;
        }

        string[] arguments = ["-D", cluster, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"];
        return await account
            .RunAsync(Path.Combine(binaries, "initdb"), arguments, options.Patience, cancellationToken)
            .ConfigureAwait(false);
    }

    // Beside the cluster where the path is short enough, else in the folder for temporary files under a name made from the path.
    private static string SocketFolder(string folder)
    {
        var beside = Path.Combine(folder, "socket");
        if (Encoding.UTF8.GetByteCount(beside) <= LongestSocketFolder && !beside.StartsWith("/root/", StringComparison.Ordinal))
        {
            return beside;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        return Path.Combine(Path.GetTempPath(), $"quicklook-{name}");
    }

    private static string ConnectionStringAt(string folder, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Port = Port,
            Username = User,
            Database = database,
        }.ConnectionString;

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private Task<Result<Done>> ControlAsync(string[] arguments, CancellationToken cancellationToken) =>
        account.RunAsync(
            Path.Combine(binaries, "pg_ctl"),
            ["-D", cluster, "-t", $"{options.Patience.TotalSeconds:F0}", .. arguments],
            options.Patience + TimeSpan.FromSeconds(5),
            cancellationToken
        );

    private string LastLogLines()
    {
        try
        {
            return string.Join(' ', File.ReadLines(LogFile).TakeLast(5));
        }
        catch (IOException unreadable)
        {
            return unreadable.Message;
        }
    }
}
