namespace QuickLook.Core.Mappings;

/// <summary>How fast a <see cref="MappingStore"/> sees edits.</summary>
public sealed record MappingStoreTiming
{
    /// <summary>Quiet time after a directory event before files are read, so that a save in several writes is read once. Default 200 ms.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time between two reads without any event, for file systems that send none. Default 5 s.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>False to rely on the sweep alone. Default true.</summary>
    public bool WatchesDirectory { get; init; } = true;
}
