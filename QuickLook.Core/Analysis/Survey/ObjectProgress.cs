using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Survey;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Adds up objects with a good spectrum, night by night. Fibermaps that are stored name no targets, so an object is a fiber of a tile: other exposures of the tile
/// see it again, and one that two tiles share is two. Verdicts belong to cameras, so all objects of a petal become good together.
/// </summary>
internal sealed class ObjectProgress
{
    private readonly HashSet<(int Tile, Spectrograph Petal)> seen = [];
    private readonly HashSet<(int Tile, Spectrograph Petal)> ofNight = [];
    private readonly Dictionary<(Night Night, string Type), (long Objects, long New)> sums = [];
    private Night? current;

    /// <summary>What was added up, in order of nights and types.</summary>
    public ImmutableArray<NightObjects> Nights =>
        [
            .. sums.OrderBy(sum => sum.Key.Night)
                .ThenBy(sum => sum.Key.Type, StringComparer.Ordinal)
                .Select(sum => new NightObjects(sum.Key.Night, sum.Key.Type, sum.Value.Objects, sum.Value.New)),
        ];

    /// <summary>Adds a petal of an exposure whose cameras were all normal.</summary>
    /// <param name="night">Its night; not before those that were added.</param>
    /// <param name="tile">Its tile, by a number of its own.</param>
    /// <param name="petal">The petal.</param>
    /// <param name="types">What its fibers were on; blank sky and fibers on nothing are no objects.</param>
    public void Add(Night night, int tile, Spectrograph petal, IEnumerable<FiberTypeCount> types)
    {
        if (current != night)
        {
            current = night;
            ofNight.Clear();
        }

        if (!ofNight.Add((tile, petal)))
        {
            return;
        }

        var isNew = seen.Add((tile, petal));
        foreach (var type in types.Where(type => ObjectGroups.Of(type.ObjectType) is ObjectGroup.Target or ObjectGroup.StandardStar))
        {
            var (objects, added) = sums.GetValueOrDefault((night, type.ObjectType));
            sums[(night, type.ObjectType)] = (objects + type.Fibers, added + (isNew ? type.Fibers : 0));
        }
    }
}
