using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Plots;

/// <summary>What is known of the fibers of a petal beside their values: place, target, whether they are broken. By number, 0 to 4999.</summary>
internal sealed class FiberFacts
{
    /// <summary>What screens call a fiber that is known to be broken.</summary>
    public const string Broken = "absent by design";

    private readonly Dictionary<int, (double Ra, double Dec)> places = [];
    private readonly Dictionary<int, string> objectTypes = [];
    private readonly HashSet<int> broken = [];
    private readonly FiberTargets? targets;

    /// <summary>Fibers of a petal with a document.</summary>
    public FiberFacts(CameraId camera, MergedQa document, FiberField field, KnownDefects defects)
        : this(camera.Spectrograph, field)
    {
        targets = new FiberTargets(document, camera);
        broken.UnionWith(
            defects
                .BrokenFibers.Where(fiber => fiber is >= 0 and < FiberId.PerPetal)
                .Select(fiber => new FiberId(camera.Spectrograph, fiber).Number)
        );
        var own = document.ValuesAt(FiberJoin.GeneralInfo, "KNOWN_BROKEN_FIBERS");
        broken.UnionWith(
            (own.IsDefault ? [] : own).OfType<double>().Where(number => number is >= 0 and < FiberId.Count).Select(number => (int)number)
        );
        if (places.Count == 0)
        {
            TakePlacesOf(document, camera);
        }
    }

    /// <summary>Fibers of a petal without a document.</summary>
    public FiberFacts(Spectrograph petal, FiberField field)
    {
        foreach (var place in field.OfPetal(petal))
        {
            objectTypes[place.Fiber.Number] = place.ObjectType;
            if (place.HasPlace)
            {
                places[place.Fiber.Number] = (place.RaDegrees, place.DecDegrees);
            }
        }
    }

    /// <summary>True when the places of some fibers are known.</summary>
    public bool HasPlaces => places.Count > 0;

    /// <summary>Fibers with a place, by number.</summary>
    public IEnumerable<int> Placed => places.Keys.Order();

    /// <summary>Fibers that are known to be broken, by number.</summary>
    public IEnumerable<int> AllBroken => broken.Order();

    /// <summary>Where a fiber was pointed, degrees; NaN when not known.</summary>
    public (double Ra, double Dec) PlaceOf(int fiber) => places.TryGetValue(fiber, out var place) ? place : (double.NaN, double.NaN);

    /// <summary>True for a fiber that is known to be broken.</summary>
    public bool IsBroken(int fiber) => broken.Contains(fiber);

    /// <summary>What it is pointed at, in words: <c>ELG, QSO</c>, <c>SKY</c>; empty when not known.</summary>
    public string TargetOf(int fiber) =>
        targets?.Of(fiber) is { IsDefaultOrEmpty: false } types
            ? string.Join(", ", types)
            : objectTypes.GetValueOrDefault(fiber, string.Empty);

    /// <summary>The first of its types, by which figures tell fibers apart; <c>other</c> when none is known.</summary>
    public string TypeOf(int fiber)
    {
        if (targets?.Of(fiber) is { IsDefaultOrEmpty: false } types)
        {
            return types[0];
        }

        return objectTypes.GetValueOrDefault(fiber) is "SKY" ? "SKY" : "other";
    }

    /// <summary>What tooltips say of fibers: target, right ascension, declination.</summary>
    public IEnumerable<TipField> Tips(IReadOnlyList<int> fibers)
    {
        if (fibers.Any(fiber => TargetOf(fiber).Length > 0))
        {
            yield return TipField.Text("target", fibers.Select(TargetOf));
        }

        if (HasPlaces)
        {
            yield return TipField.Number("RA", "deg", 4, fibers.Select(fiber => PlaceOf(fiber).Ra));
            yield return TipField.Number("Dec", "deg", 4, fibers.Select(fiber => PlaceOf(fiber).Dec));
        }
    }

    /// <summary>The same as columns of a download, with the fiber's number first.</summary>
    public IEnumerable<FigureColumn> Columns(IReadOnlyList<int> fibers)
    {
        yield return FigureColumn.Of("fiber", fibers);
        yield return new FigureColumn("target", string.Empty, [.. fibers.Select(TargetOf)]);
        if (HasPlaces)
        {
            yield return FigureColumn.Of("RA", "deg", fibers.Select(fiber => PlaceOf(fiber).Ra));
            yield return FigureColumn.Of("Dec", "deg", fibers.Select(fiber => PlaceOf(fiber).Dec));
        }
    }

    private void TakePlacesOf(MergedQa document, CameraId camera)
    {
        var ra = First(document, camera, "RA");
        var dec = First(document, camera, "DEC");
        if (ra is null || dec is null)
        {
            return;
        }

        foreach (var fiber in ra.Fibers)
        {
            var place = (ra.Of(fiber), dec.Of(fiber));
            if (double.IsFinite(place.Item1) && double.IsFinite(place.Item2))
            {
                places[fiber] = place;
            }
        }
    }

    private static FiberSeries? First(MergedQa document, CameraId camera, string key)
    {
        var reading = FiberJoin.Read(document, camera, FiberJoin.GeneralInfo, key);
        return reading.Series.Length == 1 && reading.HasValues
            ? reading.Series[0]
            : FiberJoin.Read(document, camera, "CHECK_SPECTRA", key).Series.FirstOrDefault();
    }
}
