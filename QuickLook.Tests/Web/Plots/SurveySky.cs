using System.Collections.Immutable;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Surveys that are made up for tests.</summary>
public static class SurveySky
{
    private static readonly Quality[] Verdicts =
    [
        Quality.Normal,
        Quality.Normal,
        Quality.Normal,
        Quality.Warning,
        Quality.Alarm,
        Quality.None,
    ];

    /// <summary>So many tiles on a spiral over the sphere, the first of them observed, in turn dark and bright, over ten nights.</summary>
    public static SurveyAnswer Of(int planned, int observed, bool isNamed = true)
    {
        var tiles = Enumerable
            .Range(0, planned)
            .Select(at => new PlannedTile(
                at + 1,
                at * 137.50776405003785 % 360,
                double.RadiansToDegrees(Math.Asin(1 - (2 * (at + 0.5) / Math.Max(1, planned)))),
                at % 2 == 0 ? "dark" : "bright"
            ))
            .ToImmutableArray();
        var seen = tiles
            .Take(observed)
            .Select(
                (tile, at) =>
                {
                    var verdict = Verdicts[at % Verdicts.Length];
                    return new ObservedTile(
                        tile.Number,
                        tile.RaDegrees,
                        tile.DecDegrees,
                        tile.Program,
                        isNamed,
                        1 + (at % 4),
                        new ExposureId(300_000 + at),
                        verdict == Quality.None ? null : 5000 + at,
                        NightOf(at * 10 / Math.Max(1, observed)),
                        verdict,
                        verdict == Quality.Alarm && at % 4 == 0
                    );
                }
            )
            .ToImmutableArray();
        var nights = seen.GroupBy(tile => (tile.LastNight, tile.Program))
            .OrderBy(group => group.Key.LastNight)
            .ThenBy(group => group.Key.Program, StringComparer.Ordinal)
            .Select(group => new NightTiles(
                group.Key.LastNight,
                group.Key.Program,
                group.Count(),
                group.Count(),
                group.Sum(tile => tile.Exposures)
            ))
            .ToImmutableArray();
        return isNamed
            ? new SurveyAnswer(new TilePlan("tiles.fits", tiles, null), tiles, seen, nights, ["bright", "dark"], false)
            : new SurveyAnswer(TilePlan.None, [], seen, nights, ["bright", "dark"], false);
    }

    private static Night NightOf(int number) => new(new DateOnly(2026, 11, 1).AddDays(number));
}
