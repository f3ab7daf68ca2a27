using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Core.Orchestration.History;

/// <summary>A past that is to be generated.</summary>
public sealed record HistoryOrder
{
    /// <summary>Most nights at once.</summary>
    public const int MostNights = 400;

    /// <summary>How many nights; 1 to <see cref="MostNights"/>. Default 30.</summary>
    public int Nights { get; init; } = 30;

    /// <summary>The last of them; it gets complete merged documents.</summary>
    public required Night Until { get; init; }

    /// <summary>Everything random follows from it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The cameras. Default: all 30.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [.. CameraId.All];

    /// <summary>Probability that something goes wrong with an exposure.</summary>
    public double Faults { get; init; } = NightOrder.UsualFaults;

    /// <summary>True to write beside exposures that are not generated.</summary>
    public bool WithRealData { get; init; }

    /// <summary>Who wants it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The nights in order.</summary>
    public IEnumerable<Night> AllNights() => Enumerable.Range(1 - Nights, Nights).Select(day => new Night(Until.Date.AddDays(day)));
}
