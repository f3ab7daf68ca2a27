using System.Collections.Immutable;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Web.Plots;

/// <summary>What a figure of spectra is made from.</summary>
public sealed record SpectrumSubject
{
    /// <summary>The spectra, fiber by fiber and in each fiber arm by arm; smoothed already where that is wanted.</summary>
    public required ImmutableArray<FiberSpectrum> Spectra { get; init; }

    /// <summary>What each fiber was pointed at, by fiber number; may lack some.</summary>
    public ImmutableSortedDictionary<int, FiberTarget> Targets { get; init; } = ImmutableSortedDictionary<int, FiberTarget>.Empty;

    /// <summary>How they were smoothed.</summary>
    public Smoothing Smoothing { get; init; }

    /// <summary>The fiber whose noise is drawn too; null for none.</summary>
    public int? NoiseOf { get; init; }

    /// <summary>Places to mark.</summary>
    public ImmutableArray<SpectralMark> Marks { get; init; } = [];

    /// <summary>The part of the wavelengths that is shown, Angstrom; null for all.</summary>
    public (double Low, double High)? Window { get; init; }

    /// <summary>True to show the whole range of values, wild ones included.</summary>
    public bool FullRange { get; init; }

    /// <summary>What could not be read, one sentence each.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];
}
