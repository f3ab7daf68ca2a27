using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>
/// The tiles of the simulated survey: points of a spiral that covers the sphere evenly, about 7 square degrees each, without the Milky Way and what
/// stays low in the south. Each program has its own layer of the same points, with numbers of its own.
/// </summary>
public static class SurveyFootprint
{
    /// <summary>Lowest and highest declination, degrees.</summary>
    public const double Southernmost = -18;

    /// <summary>Highest declination, degrees.</summary>
    public const double Northernmost = 75;

    /// <summary>Nearest to the plane of the Milky Way, degrees of galactic latitude.</summary>
    public const double MilkyWayDegrees = 20;

    private const int PointsOnSphere = 6000;
    private const int LayerSize = 10_000;
    private const double GoldenAngleDegrees = 137.50776405003785;

    private static readonly ImmutableArray<SkyTile> Points = [.. Spiral().Where(IsInside)];

    /// <summary>The tiles of a program; other programs than dark, gray and bright share those of dark.</summary>
    /// <param name="program">The program.</param>
    public static IEnumerable<SkyTile> Of(ObservingProgram program)
    {
        var layer =
            program == ObservingProgram.Bright ? 2 * LayerSize
            : program == ObservingProgram.Gray ? LayerSize
            : 0;
        return layer == 0 ? Points : Points.Select(tile => tile with { Number = tile.Number + layer });
    }

    private static bool IsInside(SkyTile tile) =>
        tile.Centre.DecDegrees is >= Southernmost and <= Northernmost && Math.Abs(tile.Centre.GalacticLatitudeDegrees) >= MilkyWayDegrees;

    private static IEnumerable<SkyTile> Spiral()
    {
        for (var index = 0; index < PointsOnSphere; index++)
        {
            var dec = Angle.OfSine(1 - (2 * (index + 0.5) / PointsOnSphere));
            yield return new SkyTile(index + 1, new SkyPosition(Angle.FullCircle(index * GoldenAngleDegrees), dec));
        }
    }
}
