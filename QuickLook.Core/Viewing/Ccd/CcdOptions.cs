namespace QuickLook.Core.Viewing.Ccd;

/// <summary>How much of images is kept in memory.</summary>
public sealed class CcdOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Ccd";

    /// <summary>
    /// Memory for images that were looked at lately, bytes; a full-size camera has 115 MiB. Default 1 GiB, 128 MiB to 64 GiB. Images that are being loaded come
    /// on top: two at a time, 330 MiB each at most.
    /// </summary>
    public long MemoryBytes { get; set; } = 1L << 30;

    /// <summary>Images that are loaded at the same time. Default 2, 1 to 16.</summary>
    public int LoadsAtOnce { get; set; } = 2;

    /// <summary>How long a failure is remembered, so that the tiles of a page do not each try again. Default 2 s, 0 s to 1 min.</summary>
    public TimeSpan FailureMemory { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an image that nobody looks at any more is kept, however much room there is. Default 10 min, 10 s to 1 day.</summary>
    public TimeSpan KeepUnused { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (MemoryBytes is < 128L << 20 or > 64L << 30)
        {
            yield return "Ccd: MemoryBytes must be 128 MiB to 64 GiB";
        }

        if (LoadsAtOnce is < 1 or > 16)
        {
            yield return "Ccd: LoadsAtOnce must be 1 to 16";
        }

        if (FailureMemory < TimeSpan.Zero || FailureMemory > TimeSpan.FromMinutes(1))
        {
            yield return "Ccd: FailureMemory must be 0 s to 1 min";
        }

        if (KeepUnused < TimeSpan.FromSeconds(10) || KeepUnused > TimeSpan.FromDays(1))
        {
            yield return "Ccd: KeepUnused must be 10 s to 1 day";
        }
    }
}
