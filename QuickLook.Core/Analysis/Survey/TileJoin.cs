using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Storage.Survey;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Exposures to tiles: by tile number where both have one, by position where either has none. All positions are degrees here; a list in hours was
/// converted when it was read, and nowhere else.
/// </summary>
internal sealed class TileJoin
{
    /// <summary>
    /// Pointings this near to each other are the same: a twelfth of a tile's radius (1.6 degrees), many times more than dithers and pointing errors.
    /// </summary>
    public const double WithinDegrees = 0.13;

    private readonly ImmutableArray<PlannedTile> planned;
    private readonly Dictionary<int, int> byNumber = [];
    private readonly SkyIndex byPlace = new(WithinDegrees);
    private readonly SkyIndex unplanned = new(WithinDegrees);
    private readonly List<string> unplannedPrograms = [];

    private TileJoin(ImmutableArray<PlannedTile> planned)
    {
        this.planned = planned;
        for (var at = 0; at < planned.Length; at++)
        {
            if (planned[at].Number is { } number)
            {
                byNumber.TryAdd(number, at);
            }

            byPlace.Add(planned[at].RaDegrees, planned[at].DecDegrees, at);
        }
    }

    // A tile in the plan, one that is only known by its number, or a place that is in no plan.
    private enum Found
    {
        InPlan,
        ByNumber,
        ByPlace,
        Nowhere,
    }

    /// <summary>Joins.</summary>
    /// <param name="planned">The planned tiles.</param>
    /// <param name="pointings">Exposures in order of time.</param>
    /// <returns>Tiles in order of their last exposure, and what each night did.</returns>
    public static (ImmutableArray<ObservedTile> Observed, ImmutableArray<NightTiles> Nights) Of(
        ImmutableArray<PlannedTile> planned,
        ImmutableArray<StoredPointing> pointings
    )
    {
        var join = new TileJoin(planned);
        var tiles = new Dictionary<(Found How, long At), List<StoredPointing>>();
        var nights = new Dictionary<(Night Night, string Program), (HashSet<(Found, long)> Tiles, int New, int Exposures)>();
        foreach (var pointing in pointings)
        {
            var key = join.KeyOf(pointing);
            var isNew = !tiles.TryGetValue(key, out var list);
            if (list is null)
            {
                tiles[key] = list = [];
            }

            list.Add(pointing);
            var night = nights.GetValueOrDefault((pointing.Night, pointing.Program), ([], 0, 0));
            night.Tiles.Add(key);
            nights[(pointing.Night, pointing.Program)] = (night.Tiles, night.New + (isNew ? 1 : 0), night.Exposures + 1);
        }

        return (
            [
                .. tiles
                    .Select(tile => (Order: tile.Value[^1], Tile: join.TileOf(tile.Key, tile.Value)))
                    .OrderBy(tile => tile.Order.Night)
                    .ThenBy(tile => tile.Order.ExposureKey)
                    .Select(tile => tile.Tile),
            ],
            [
                .. nights
                    .OrderBy(night => night.Key.Night)
                    .ThenBy(night => night.Key.Program, StringComparer.Ordinal)
                    .Select(night => new NightTiles(
                        night.Key.Night,
                        night.Key.Program,
                        night.Value.Tiles.Count,
                        night.Value.New,
                        night.Value.Exposures
                    )),
            ]
        );
    }

    /// <summary>Tells tiles apart.</summary>
    /// <param name="planned">The planned tiles.</param>
    /// <param name="pointings">Exposures.</param>
    /// <returns>A number for each exposure; the same for exposures of the same tile.</returns>
    public static ImmutableArray<int> PlacesOf(ImmutableArray<PlannedTile> planned, ImmutableArray<StoredPointing> pointings)
    {
        var join = new TileJoin(planned);
        var places = new Dictionary<(Found How, long At), int>();
        return
        [
            .. pointings.Select(pointing =>
            {
                var key = join.KeyOf(pointing);
                places.TryAdd(key, places.Count);
                return places[key];
            }),
        ];
    }

    private (Found How, long At) KeyOf(StoredPointing pointing)
    {
        if (pointing.Tile is { } number && byNumber.TryGetValue(number, out var at))
        {
            return (Found.InPlan, at);
        }

        // A number that a numbered plan lacks is another tile, however near a planned one is.
        if (pointing.Tile is { } unknown && byNumber.Count > 0)
        {
            return (Found.ByNumber, unknown);
        }

        if (
            byPlace.Find(pointing.RaDegrees, pointing.DecDegrees, tile => AreOfOneProgram(planned[tile].Program, pointing.Program)) is
            { } near
        )
        {
            return (Found.InPlan, near);
        }

        return pointing.Tile is { } only ? (Found.ByNumber, only) : Unplanned(pointing);
    }

    private (Found How, long At) Unplanned(StoredPointing pointing)
    {
        if (!double.IsFinite(pointing.RaDegrees) || !double.IsFinite(pointing.DecDegrees))
        {
            return (Found.Nowhere, pointing.ExposureKey);
        }

        if (
            unplanned.Find(
                pointing.RaDegrees,
                pointing.DecDegrees,
                place => string.Equals(unplannedPrograms[place], pointing.Program, StringComparison.Ordinal)
            ) is
            { } near
        )
        {
            return (Found.ByPlace, near);
        }

        unplanned.Add(pointing.RaDegrees, pointing.DecDegrees, unplannedPrograms.Count);
        unplannedPrograms.Add(pointing.Program);
        return (Found.ByPlace, unplannedPrograms.Count - 1);
    }

    private ObservedTile TileOf((Found How, long At) key, List<StoredPointing> exposures)
    {
        var last = exposures[^1];
        var plan = key.How == Found.InPlan ? planned[(int)key.At] : null;
        return new ObservedTile(
            plan?.Number ?? last.Tile,
            plan?.RaDegrees ?? last.RaDegrees,
            plan?.DecDegrees ?? last.DecDegrees,
            last.Program.Length > 0 ? last.Program : plan?.Program ?? string.Empty,
            plan is not null,
            exposures.Count,
            last.Exposure,
            last.ProcessId,
            last.Night,
            last.Quality,
            exposures.TrueForAll(exposure => exposure.Quality == Quality.Alarm)
        );
    }

    private static bool AreOfOneProgram(string one, string other) =>
        one.Length == 0 || other.Length == 0 || string.Equals(one, other, StringComparison.Ordinal);
}
