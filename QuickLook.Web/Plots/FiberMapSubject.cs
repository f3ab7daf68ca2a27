using System.Collections.Immutable;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Web.Plots;

/// <summary>What a map of fibers to choose from is made from.</summary>
/// <param name="Spectra">Fibers with a spectrum, by number.</param>
/// <param name="Field">All fibers of the exposure; may be empty.</param>
/// <param name="Chosen">Fibers that are drawn beside it.</param>
/// <param name="Kind">The kind of targets that is looked at; null for all.</param>
public sealed record FiberMapSubject(
    ImmutableSortedDictionary<int, FiberTarget> Spectra,
    FiberField Field,
    ImmutableArray<int> Chosen,
    TargetKind? Kind
);
