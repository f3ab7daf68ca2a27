using System.Collections.Immutable;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>The survey as far as it was asked for.</summary>
/// <param name="Plan">The planned tiles of all programs, or why there are none.</param>
/// <param name="Planned">Those of the program that was asked for; tiles of no program belong to each.</param>
/// <param name="Observed">What was observed, in order of its last exposure.</param>
/// <param name="Nights">What each night did for each program, in order of nights.</param>
/// <param name="Programs">Programs of the exposures and of the plan, whatever was asked for; lower case, in order.</param>
/// <param name="IsCut">True when older exposures were left out because there are too many.</param>
public sealed record SurveyAnswer(
    TilePlan Plan,
    ImmutableArray<PlannedTile> Planned,
    ImmutableArray<ObservedTile> Observed,
    ImmutableArray<NightTiles> Nights,
    ImmutableArray<string> Programs,
    bool IsCut
)
{
    /// <summary>How many planned tiles were observed at least once.</summary>
    public int PlannedAndObserved { get; } = Observed.Count(tile => tile.IsPlanned);

    /// <summary>How many of those have nothing but alarms.</summary>
    public int OnlyAlarms { get; } = Observed.Count(tile => tile.IsPlanned && tile.HasOnlyAlarms);
}
