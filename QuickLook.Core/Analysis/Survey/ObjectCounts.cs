using System.Collections.Immutable;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>Objects by type.</summary>
/// <param name="Types">Targets first, then standard stars, sky, and the rest; the most numerous type of a group first.</param>
/// <param name="Exposures">Exposures that are counted.</param>
/// <param name="WithoutFibermap">Exposures that are not, because no fibermap of them is stored.</param>
/// <param name="IsCut">True when older exposures were left out because there are too many.</param>
public sealed record ObjectCounts(ImmutableArray<ObjectCount> Types, int Exposures, int WithoutFibermap, bool IsCut)
{
    /// <summary>Objects that got a good spectrum, by night and type, in order; nights and types without any are not there.</summary>
    public ImmutableArray<NightObjects> Nights { get; init; } = [];

    /// <summary>The status that judges a camera's objects: the counts in the peaks of the sky, as in the original's statistics.</summary>
    public const string StatusKey = "PEAKCOUNT_STATUS";

    /// <summary>Name of that test on screens.</summary>
    public const string TestName = "PEAKCOUNT";
}
