using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>A raw file that is not settled yet: growing, broken, or with cameras still to come. Used by one thread.</summary>
internal sealed class PendingFile(RawPath path, DateTimeOffset now)
{
    /// <summary>Where it is.</summary>
    public RawPath Path => path;

    /// <summary>Its length when it was last looked at; -1 before.</summary>
    public long Bytes { get; set; } = -1;

    /// <summary>Its time of modification when it was last looked at.</summary>
    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Since when it has not changed.</summary>
    public DateTimeOffset UnchangedSince { get; set; } = now;

    /// <summary>True when it got its name in one step and has not changed since.</summary>
    public bool WasRenamed { get; set; }

    /// <summary>When to look at it again.</summary>
    public DateTimeOffset Due { get; set; } = now;

    /// <summary>Cameras that are registered; null before it is.</summary>
    public ImmutableArray<CameraId>? Registered { get; set; }

    /// <summary>When it was registered with cameras missing.</summary>
    public DateTimeOffset ArrivingSince { get; set; }

    /// <summary>Surrogate id of the exposure, once registered.</summary>
    public long ExposureId { get; set; }

    /// <summary>Number of the process, once registered.</summary>
    public long ProcessId { get; set; }

    /// <summary>What was last said about it in the discovery log, so that nothing is said twice.</summary>
    public string LastSaid { get; set; } = string.Empty;
}
