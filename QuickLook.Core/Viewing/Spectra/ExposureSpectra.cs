using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>What spectra there are of a process.</summary>
public sealed record ExposureSpectra
{
    /// <summary>The process.</summary>
    public required StoredProcess Process { get; init; }

    /// <summary>Cameras whose spectra can be read.</summary>
    public required ImmutableSortedDictionary<CameraId, CameraSpectra> Cameras { get; init; }

    /// <summary>Why the other cameras of the process have none, in a sentence each.</summary>
    public required ImmutableSortedDictionary<CameraId, string> Missing { get; init; }

    /// <summary>Something about all of them, in a sentence or two: still running, imported, removed from disk; empty when there is nothing to say.</summary>
    public string Notice { get; init; } = string.Empty;

    /// <summary>Every fiber of which some camera has a spectrum, by number.</summary>
    public ImmutableSortedDictionary<int, FiberTarget> Fibers { get; init; } = ImmutableSortedDictionary<int, FiberTarget>.Empty;
}
