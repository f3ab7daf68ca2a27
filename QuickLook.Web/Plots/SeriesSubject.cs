using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>What a figure of values over time shows.</summary>
/// <param name="Title">What the quantity is: <c>NOISE</c>.</param>
/// <param name="Unit">Its unit; empty when it has none.</param>
/// <param name="Series">One per camera, or one of the exposures.</param>
public sealed record SeriesSubject(string Title, string Unit, ImmutableArray<Series> Series)
{
    /// <summary>Names of the elements: <c>A</c> to <c>D</c>; those beyond its end are called by their number from 1; empty for a single value.</summary>
    public ImmutableArray<string> Elements { get; init; } = [];

    /// <summary>Indices of the elements that are shown; empty for all.</summary>
    public ImmutableArray<int> Shown { get; init; } = [];

    /// <summary>Limits that hold now, as bands; null where there are none for what is shown.</summary>
    public Threshold? Limits { get; init; }

    /// <summary>True when the deviation that is judged is the reference minus the value, as that of the SNR at the fiducial magnitude is.</summary>
    public bool LimitsAreReversed { get; init; }

    /// <summary>The part of the time that is seen (MJD), as <c>FigureView.Zoomed</c> tells it; null for all. Of many values a part has single points again.</summary>
    public (double Low, double High)? Window { get; init; }

    /// <summary>True when older values were left out.</summary>
    public bool IsCut { get; init; }
}
