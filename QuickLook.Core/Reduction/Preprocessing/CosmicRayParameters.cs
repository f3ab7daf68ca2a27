using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Parameters of the cosmic-ray search (pipeline.md 3.2.3).</summary>
public sealed record CosmicRayParameters
{
    /// <summary>
    /// For each axis (horizontal, vertical, diagonal, anti-diagonal): how much of a point source's central pixel its two neighbours
    /// have on average. Anything sharper than this is not light.
    /// </summary>
    public required ImmutableArray<double> Gradients { get; init; }

    /// <summary>A pixel must exceed the background of an axis by this many of its errors. Default 6.</summary>
    public double Significance { get; init; } = 6;

    /// <summary>Errors that are given away in favour of a point source in the first pass. Default 3.</summary>
    public double ErrorAllowance { get; init; } = 3;

    /// <summary>Factor on the gradients, below 1 to spare the light of fibers. Default 0.5.</summary>
    public double GradientFactor { get; init; } = 0.5;

    /// <summary>Factor on the gradients while a hit grows; null for <see cref="GradientFactor"/>.</summary>
    public double? GrowthGradientFactor { get; init; }

    /// <summary>Most rounds in which a hit grows into its neighbours. Default 100.</summary>
    public int MaximumRounds { get; init; } = 100;

    /// <summary>Mask the 8 neighbours of each hit as well. Default true.</summary>
    public bool Dilate { get; init; } = true;

    /// <summary>Close gaps along straight tracks. Default true.</summary>
    public bool CloseGaps { get; init; } = true;

    /// <summary>The values for an arm ([L] of pipeline.md 3.2.3).</summary>
    /// <param name="arm">The arm.</param>
    public static CosmicRayParameters For(Arm arm) =>
        new()
        {
            Gradients = arm switch
            {
                Arm.B => [0.758221, 0.771945, 0.570183, 0.592199],
                Arm.R => [0.819245, 0.847529, 0.617514, 0.656629],
                _ => [0.829552, 0.862828, 0.633424, 0.664144],
            },
        };
}
