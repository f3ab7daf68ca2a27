using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// What GENERAL_INFO says about the fibers of a petal (pipeline.md 3.1). Lists by position have one entry per fiber of the petal up to the
/// last one in the fibermap, null where there is none; <c>FIBER_NUMBERS</c> says which fibers those are, so that nobody has to count. Lists of
/// fibers hold numbers of the whole focal plane.
/// </summary>
internal static class FiberInformation
{
    private const float NoFluxMagnitude = 30;

    private static readonly string[] ByFiber = ["RA", "DEC", "FIBER_MAGS"];

    private static readonly (string Key, long Bits)[] Targets =
    [
        ("ELG_FIBERID", TargetBits.Elg),
        ("LRG_FIBERID", TargetBits.Lrg),
        ("QSO_FIBERID", TargetBits.Qso),
        ("SKY_FIBERID", TargetBits.Sky),
        ("STAR_FIBERID", TargetBits.StandardFaint | TargetBits.StandardBright),
    ];

    /// <summary>Adds the keys.</summary>
    /// <param name="fibermap">The exposure's fibermap.</param>
    /// <param name="petal">The petal of the camera.</param>
    /// <param name="info">GENERAL_INFO, changed in place.</param>
    public static void Write(Fibermap fibermap, Spectrograph petal, JsonObject info)
    {
        FibermapRow[] rows = [.. fibermap.OfPetal(petal)];
        info["RA"] = ByPosition(rows, row => Finite(Math.Round(row.Ra, 5)));
        info["DEC"] = ByPosition(rows, row => Finite(Math.Round(row.Dec, 5)));
        info["FIBER_MAGS"] = new JsonArray(
            ByPosition(rows, row => Magnitude(row.FluxG)),
            ByPosition(rows, row => Magnitude(row.FluxR)),
            ByPosition(rows, row => Magnitude(row.FluxZ))
        );
        foreach (var (key, bits) in Targets)
        {
            info[key] = new JsonArray([.. rows.Where(row => row.Has(bits)).Select(row => (JsonNode)row.Fiber.Number)]);
        }

        info["NSKY_FIB"] = info["SKY_FIBERID"]!.AsArray().Count;
        info[FiberLists.All] = MetricJson.Integers(
            Enumerable.Range(0, CountOf(rows)).Select(position => new FiberId(petal, position).Number)
        );
        info[MergedQaKeys.FibersOf] = new JsonObject([.. ByFiber.Select(key => KeyValuePair.Create(key, (JsonNode?)FiberLists.All))]);
    }

    private static int CountOf(FibermapRow[] rows) => rows.Length == 0 ? 0 : rows[^1].Fiber.LocalIndex + 1;

    private static JsonArray ByPosition(FibermapRow[] rows, Func<FibermapRow, JsonNode?> value)
    {
        var values = new JsonNode?[CountOf(rows)];
        foreach (var row in rows)
        {
            values[row.Fiber.LocalIndex] = value(row);
        }

        return new JsonArray(values);
    }

    /// <summary>AB magnitude of a flux in nanomaggies, in single precision as the original; none for a negative flux, 30 for no flux.</summary>
    private static JsonNode? Magnitude(float flux)
    {
        var magnitude = 22.5f - (2.5f * MathF.Log10(flux));
        return Finite(float.IsPositiveInfinity(magnitude) || magnitude == 0 ? NoFluxMagnitude : magnitude);
    }

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;
}
