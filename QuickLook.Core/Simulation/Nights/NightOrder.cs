using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>A night that is to be planned.</summary>
public sealed record NightOrder
{
    /// <summary>How often something goes wrong when it does at all: one exposure in twelve.</summary>
    public const double UsualFaults = 1.0 / 12;

    private const int NumbersOfNight = 200;

    /// <summary>The night.</summary>
    public required Night Night { get; init; }

    /// <summary>Number of its first exposure; the others follow.</summary>
    public required ExposureId FirstExposure { get; init; }

    /// <summary>Everything random follows from it: the same order makes the same plan.</summary>
    public required long Seed { get; init; }

    /// <summary>The cameras. Default: all 30.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [.. CameraId.All];

    /// <summary>Probability that something goes wrong with an exposure, 0 to 1. Default: nothing does.</summary>
    public double Faults { get; init; }

    /// <summary>Where.</summary>
    public ObservingSite Site { get; init; } = ObservingSite.KittPeak;

    /// <summary>A number to begin a night with: two hundred for each night since 2020, so that nights never share one.</summary>
    /// <param name="night">The night.</param>
    public static ExposureId FirstExposureOf(Night night) =>
        new(Math.Max(0, night.Date.DayNumber - new DateOnly(2020, 1, 1).DayNumber) * NumbersOfNight);
}
