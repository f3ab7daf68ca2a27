using QuickLook.Core.Instrument;

namespace QuickLook.Web.Hosting;

/// <summary>What of a demonstration can be chosen; null for its own defaults.</summary>
public sealed record DemoSettings
{
    /// <summary>Time from one exposure to the next.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Past nights that are generated.</summary>
    public int? PastNights { get; init; }

    /// <summary>Cameras of the simulated instrument.</summary>
    public required IReadOnlyList<CameraId> Cameras { get; init; }
}
