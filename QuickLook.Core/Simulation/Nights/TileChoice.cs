using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>Which tile comes next: near the meridian, away from the moon, not observed before in the night.</summary>
internal static class TileChoice
{
    private const double LargestHourAngle = 30;
    private const double LowestAltitude = 35;
    private const double AwayFromMoon = 40;
    private const double HourAngleOfChoice = -5;

    /// <summary>The tile that costs least; a little chance, so that nights differ.</summary>
    public static SkyTile Next(SiteSky sky, DateTimeOffset now, SkyAtMoment moment, HashSet<int> done, NightDraw draw)
    {
        var best = default(SkyTile);
        var least = double.PositiveInfinity;
        foreach (var tile in SurveyFootprint.Of(moment.Program))
        {
            var hourAngle = sky.HourAngleDegrees(tile.Centre.RaDegrees, now);
            if (Math.Abs(hourAngle) > LargestHourAngle || done.Contains(tile.Number))
            {
                continue;
            }

            var cost = Math.Abs(hourAngle - HourAngleOfChoice) + draw.Between(0, 25) + Penalty(sky, tile.Centre, now, moment);
            if (cost < least)
            {
                (best, least) = (tile, cost);
            }
        }

        return best ?? throw new InvalidOperationException("The footprint has no tile within two hours of the meridian.");
    }

    private static double Penalty(SiteSky sky, SkyPosition centre, DateTimeOffset now, SkyAtMoment moment)
    {
        var isNearMoon = moment.MoonAltitudeDegrees > 0 && centre.SeparationDegrees(moment.Moon) < AwayFromMoon;
        var low = Math.Max(0, LowestAltitude - sky.AltitudeDegrees(centre, now));
        return (isNearMoon ? 200 : 0) + (10 * low);
    }
}
