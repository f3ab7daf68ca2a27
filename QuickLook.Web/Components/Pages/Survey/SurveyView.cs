using System.Collections.Immutable;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Following;
using QuickLook.Web.Components.Shared.Nights;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>What the page of the survey shows.</summary>
/// <param name="Program">The program that was asked for; empty for all.</param>
/// <param name="Nights">The nights that were asked for.</param>
/// <param name="Span">Nights that can be chosen; null when there are none.</param>
public sealed record SurveyView(string Program, NightChoice Nights, NightSpan? Span) : FollowedView
{
    /// <summary>Tiles; null when they could not be read.</summary>
    public SurveyAnswer? Answer { get; init; }

    /// <summary>What the colours of <see cref="Footprint"/> stand for.</summary>
    public FootprintColour Colour { get; init; }

    /// <summary>The map; null without an answer.</summary>
    public PlotFigure? Footprint { get; init; }

    /// <summary>Tiles of each night; null without an answer.</summary>
    public PlotFigure? PerNight { get; init; }

    /// <summary>Tiles up to each night; null without an answer.</summary>
    public PlotFigure? SoFar { get; init; }

    /// <summary>Tiles whose last exposure has an alarm, the newest first.</summary>
    public ImmutableArray<ObservedTile> Alarms { get; init; } = [];

    /// <summary>Objects; null while they are counted, and when they could not be.</summary>
    public ObjectCounts? Counts { get; init; }

    /// <summary>Why objects could not be counted; null when they could.</summary>
    public Failure? CountFailure { get; init; }

    /// <summary>Objects by verdict; null without objects.</summary>
    public PlotFigure? ByVerdict { get; init; }

    /// <summary>Objects of each night; null without objects.</summary>
    public PlotFigure? ObjectsPerNight { get; init; }

    /// <summary>Objects up to each night; null without objects.</summary>
    public PlotFigure? ObjectsSoFar { get; init; }

    /// <inheritdoc/>
    public override bool IsWhole => base.IsWhole && CountFailure is null && Counts is not null;
}
