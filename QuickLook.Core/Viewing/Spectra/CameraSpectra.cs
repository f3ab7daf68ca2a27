using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>Which spectra the file of one camera holds. Immutable, thread-safe.</summary>
public sealed record CameraSpectra
{
    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>Name of the file without its folder.</summary>
    public required string FileName { get; init; }

    /// <summary>BUNIT of the flux; empty when the header does not say.</summary>
    public required string Unit { get; init; }

    /// <summary>True when the sky that was subtracted is in the file.</summary>
    public required bool HasSky { get; init; }

    /// <summary>True when the file says how exact the flux is.</summary>
    public required bool HasNoise { get; init; }

    /// <summary>The fibers with a spectrum, by number.</summary>
    public required ImmutableSortedDictionary<int, FiberTarget> Fibers { get; init; }

    /// <summary>What was wrong with the file's list of fibers, one sentence each; empty for a clean file.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Row of each fiber's spectrum, by number.</summary>
    internal ImmutableDictionary<int, int> Rows { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Full path of the file.</summary>
    internal string Path { get; init; } = string.Empty;
}
