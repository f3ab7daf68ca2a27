namespace QuickLook.Core.Storage;

/// <summary>How the database is reached.</summary>
public sealed class StorageOptions
{
    /// <summary>Npgsql connection string; required.</summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>How long opening a connection may take. Default 5 s, 1 to 60 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement may take. Default 15 s, 1 to 300 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long migrations may take, the wait for another service that migrates included. Default 5 min.</summary>
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Lines kept of each service log. Default 5000, 100 to 1 000 000.</summary>
    public int LogLinesKept { get; set; } = 5000;

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return "Storage: a connection string is needed";
        }

        if (ConnectTimeout.TotalSeconds is < 1 or > 60)
        {
            yield return "Storage: ConnectTimeout must be 1 to 60 s";
        }

        if (CommandTimeout.TotalSeconds is < 1 or > 300)
        {
            yield return "Storage: CommandTimeout must be 1 to 300 s";
        }

        if (LogLinesKept is < 100 or > 1_000_000)
        {
            yield return "Storage: LogLinesKept must be 100 to 1 000 000";
        }
    }
}
