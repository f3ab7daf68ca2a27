using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Which metric by fiber belongs to a test whose mapping does not name it, and where in the document a key stands.</summary>
internal static class FiberMetrics
{
    /// <summary>A key of a document with its place.</summary>
    /// <param name="Stage">Task, or GENERAL_INFO.</param>
    /// <param name="Key">Key.</param>
    public sealed record Place(string Stage, string Key);

    /// <summary>True for a metric that says of each fiber whether it is good.</summary>
    /// <param name="key">Its key.</param>
    public static bool IsStatus(string key) => key is "GOOD_FIBERS" or "GOODPSFS";

    /// <summary>Where a key stands: with the test, else in GENERAL_INFO, else in another task; null when it is nowhere.</summary>
    public static Place? Locate(MergedQa document, string stage, string key)
    {
        foreach (var place in document.Stages.Prepend(FiberJoin.GeneralInfo).Prepend(stage).Distinct(StringComparer.Ordinal))
        {
            if (StoredMetrics.Has(document, place, key))
            {
                return new Place(place, key);
            }
        }

        return null;
    }

    /// <summary>
    /// The metric by fiber of a test: its key with <c>_FIB</c> or <c>_FIBER</c>, which the pipeline's own metrics do not all keep to. Null when the document has none.
    /// </summary>
    public static Place? Find(MergedQa document, CameraId camera, TestReading reading, FigureKind kind) =>
        Candidates(reading.Test.Metric, kind)
            .Where(key =>
                FiberSource.Read(document, camera, reading.Stage, key) is { Series.IsEmpty: false }
                && !IsByAmplifier(document, reading.Stage, key)
            )
            .Select(key => new Place(reading.Stage, key))
            .FirstOrDefault();

    /// <summary>The keys that are looked for, the likeliest first.</summary>
    public static string[] Candidates(string metric, FigureKind kind) =>
        metric switch
        {
            "NGOODFIB" => ["GOOD_FIBERS"],
            "FIDSNR_TGT" when kind is FigureKind.PetalMap => ["SNR_RESID"],
            "FIDSNR_TGT" => ["MEDIAN_SNR"],
            "DELTAMAG_TGT" => ["DELTAMAG"],
            "CHECKARC" => ["GOODPSFS"],
            "CHECKFLAT" => ["FLATMEAN"],
            _ => [$"{metric}_FIB", $"{metric}_FIBER", $"{metric}_FIBERS", metric],
        };

    // A petal of four fibers would take amplifiers for fibers.
    private static bool IsByAmplifier(MergedQa document, string stage, string key) =>
        key.EndsWith("_AMP", StringComparison.Ordinal)
        && StoredRows.Of(document, stage, key).All(row => row.Length == Amplifiers.All.Count);
}
