namespace QuickLook.Core.Storage.Private;

/// <summary>Where and how a private PostgreSQL server runs.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Folder of the cluster; created with mode 700 when absent, kept otherwise.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// False only in tests: commits no longer wait for the disk, and a crash of the machine can lose the cluster; a killed server still loses nothing
    /// that it has acknowledged. Default true.
    /// </summary>
    public bool WaitForDisk { get; init; } = true;

    /// <summary>How long a start or stop may take. Default 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
