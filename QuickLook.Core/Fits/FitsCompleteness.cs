using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>Whether a file has fully arrived.</summary>
/// <param name="Names">EXTNAME of every HDU with a complete header, in order; empty text where there is none.</param>
/// <param name="Length">Bytes of the file; of a gzip file the inflated ones.</param>
/// <param name="Missing">Where and why the file does not end at an HDU boundary; null when it does.</param>
public sealed record FitsCompleteness(IReadOnlyList<string> Names, long Length, Failure? Missing)
{
    /// <summary>
    /// True when the file ends exactly at the end of an HDU. A writer that appends HDU after HDU passes such places while it still writes: wait until
    /// the file stops growing.
    /// </summary>
    public bool IsComplete => Missing is null;
}
