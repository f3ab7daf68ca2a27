using System.Collections.Immutable;

namespace QuickLook.Core.QualityTests;

/// <summary>Signal to noise and brightness of the fibers of one type, in the order of the fibers.</summary>
internal sealed record TargetSnr
{
    /// <summary>The type.</summary>
    public required TargetType Type { get; init; }

    /// <summary>Positions of its fibers, ascending.</summary>
    public required ImmutableArray<int> Positions { get; init; }

    /// <summary>Magnitude of each target; NaN when it has none.</summary>
    public required double[] Magnitudes { get; init; }

    /// <summary>Median signal to noise of a bin; NaN without good bins.</summary>
    public required double[] Snr { get; init; }

    /// <summary>Number of good bins.</summary>
    public required int[] GoodBins { get; init; }

    /// <summary>Median inverse variance of the flux.</summary>
    public required double[] MedianInverseVariance { get; init; }

    /// <summary>Number of fibers.</summary>
    public int Count => Positions.Length;
}
