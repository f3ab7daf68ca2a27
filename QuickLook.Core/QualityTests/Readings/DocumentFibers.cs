using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>
/// The lists of fibers of a document. Ours say of each metric which list it has (<c>FIBERS_OF</c>). In those of the original, arrays as long as the petal has
/// fibers are in the order of the petal, and others have a list of their type of target; what fits no rule is not joined.
/// </summary>
internal sealed class DocumentFibers
{
    private const string Spectra = "CHECK_SPECTRA";

    // Arrays of the original that have a value for every fiber of the petal, to learn how many there are.
    private static readonly (string Stage, string Key)[] Complete =
    [
        (MergedQaKeys.GeneralInfo, "RA"),
        (MergedQaKeys.GeneralInfo, "DEC"),
        ("CHECK_FIBERS", "GOOD_FIBERS"),
        ("CHECK_FIBERS", "TOTCOUNT_FIB"),
        (Spectra, "PEAKCOUNT_FIB"),
        (Spectra, "MEDIAN_SNR"),
        (Spectra, "SPEC_MAGS"),
        ("CHECK_ARC", "GOODPSFS"),
        ("CHECK_FIBERFLAT", "FLATMEAN"),
    ];

    private readonly MergedQa document;
    private readonly Spectrograph petal;
    private readonly Lazy<FiberNumbers?> all;

    public DocumentFibers(MergedQa document, Spectrograph petal)
    {
        this.document = document;
        this.petal = petal;
        all = new Lazy<FiberNumbers?>(FindAll);
        SaysItself = HasMap(MergedQaKeys.GeneralInfo) || document.Stages.Any(HasMap);
    }

    /// <summary>True when the document itself says which metric has which list of fibers.</summary>
    public bool SaysItself { get; }

    /// <summary>All fibers of the petal in the order of the original's arrays; null when the document does not tell how many there are.</summary>
    public FiberNumbers? All => all.Value;

    /// <summary>Fibers on blank sky, as GENERAL_INFO has them; null when it has no list.</summary>
    public FiberNumbers? Sky => Absolute(MergedQaKeys.GeneralInfo, "SKY_FIBERID");

    /// <summary>The list that the document names for a metric; null when it names none.</summary>
    /// <param name="stage">Task, or GENERAL_INFO.</param>
    /// <param name="metric">Key.</param>
    public string? ListOf(string stage, string metric) =>
        Element(stage, MergedQaKeys.FibersOf) is { ValueKind: JsonValueKind.Object } map
        && map.TryGetProperty(metric, out var list)
        && list.ValueKind == JsonValueKind.String
            ? list.GetString()
            : null;

    /// <summary>Something of a task's METRICS, or of GENERAL_INFO.</summary>
    /// <param name="stage">Task, or GENERAL_INFO.</param>
    /// <param name="key">Key.</param>
    public JsonElement? Element(string stage, string key) =>
        stage == MergedQaKeys.GeneralInfo
            ? document.At(MergedQaKeys.GeneralInfo, key)
            : document.At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, key);

    /// <summary>A list of fibers, nested or not, where the metric itself is or in GENERAL_INFO; null when it is in neither.</summary>
    /// <param name="stage">Task.</param>
    /// <param name="key">Key.</param>
    public JsonElement? List(string stage, string key) =>
        (Element(stage, key) ?? Element(MergedQaKeys.GeneralInfo, key)) is { ValueKind: JsonValueKind.Array } list ? list : null;

    /// <summary>Fibers of a type of target: the list of so many fibers, first of the whole document, then of the task.</summary>
    /// <param name="stage">Task.</param>
    /// <param name="type">The type: <c>ELG</c>.</param>
    /// <param name="count">How many there must be.</param>
    public FiberNumbers? OfType(string stage, string type, int count)
    {
        if (Absolute(MergedQaKeys.GeneralInfo, $"{type}_FIBERID") is { } whole && whole.Count == count)
        {
            return whole;
        }

        return Element(stage, $"{type}_FIBERID") is { ValueKind: JsonValueKind.Array } own && own.GetArrayLength() == count
            ? FiberNumbers.ReadPositions($"{type}_FIBERID", own, petal)
            : null;
    }

    /// <summary>Names of the types of targets, in the order of the arrays by type; empty when the document has none.</summary>
    /// <param name="stage">Task.</param>
    public ImmutableArray<string> Types(string stage) =>
        Element(stage, "OBJLIST") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(type => type.ValueKind == JsonValueKind.String ? type.GetString()! : "?")]
            : [];

    private FiberNumbers? Absolute(string stage, string key) =>
        Element(stage, key) is { ValueKind: JsonValueKind.Array } list ? FiberNumbers.ReadAbsolute(key, list, petal) : null;

    private bool HasMap(string stage) => Element(stage, MergedQaKeys.FibersOf) is { ValueKind: JsonValueKind.Object };

    private FiberNumbers? FindAll()
    {
        // Most arrays must be right about it, for one that is cut off would otherwise spoil all others.
        var lengths = Complete
            .Select(place => Element(place.Stage, place.Key))
            .Where(array => array is { ValueKind: JsonValueKind.Array })
            .Select(array => array!.Value.GetArrayLength())
            .Where(length => length is > 0 and <= FiberId.PerPetal)
            .GroupBy(length => length)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key)
            .Select(group => group.Key);
        if (lengths.FirstOrDefault() is not (> 0 and var count))
        {
            return null;
        }

        return Element(Spectra, "FIBERID") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == count
            ? FiberNumbers.ReadPositions("FIBERID", list, petal)
            : FiberNumbers.InOrder(petal, count);
    }
}
