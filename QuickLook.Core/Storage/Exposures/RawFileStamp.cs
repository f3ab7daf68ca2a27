namespace QuickLook.Core.Storage.Exposures;

/// <summary>By what a file on disk is told from what it was before. The time is cut to microseconds, which is what the database keeps.</summary>
public sealed record RawFileStamp
{
    /// <summary>The stamp of a file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="modifiedAt">When it was last written.</param>
    public RawFileStamp(string path, long bytes, DateTimeOffset modifiedAt)
    {
        Path = path;
        Bytes = bytes;
        ModifiedAt = new DateTimeOffset(modifiedAt.UtcTicks - (modifiedAt.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Its length.</summary>
    public long Bytes { get; }

    /// <summary>When it was last written, UTC, whole microseconds.</summary>
    public DateTimeOffset ModifiedAt { get; }
}
