using System.Text;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Viewing;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>
/// Ten petals of 500 fibers, as a full-size science exposure has them: petal 7 lost 212 fibers, petal 5 is out of focus towards its rim, petal 9 has no results.
/// </summary>
public static class FullFocalPlane
{
    /// <summary>Fibers of petal 7 without signal.</summary>
    public const int Lost = 212;

    private const double CentreRa = 150.1;
    private const double CentreDec = 32.2;

    /// <summary>All 5000 fibers at their places.</summary>
    public static FiberField Field { get; } = new(Enumerable.Range(0, FiberId.Count).Select(Place));

    /// <summary>Lays documents of all cameras but those of petal 9 on a shelf.</summary>
    public static void Lay(ScriptedResultShelf shelf, long processId)
    {
        shelf.Put(processId, Field);
        foreach (var camera in CameraId.All.Where(camera => camera.Spectrograph.Number != 9))
        {
            shelf.Put(processId, camera, MergedQa.Read(Encoding.UTF8.GetBytes(Document(camera).ToJsonString())));
        }
    }

    // Petals are sectors of 36 degrees; 5 is at the top, and they are numbered counter-clockwise as the sky is seen, east to the left.
    private static FiberPlace Place(int number)
    {
        var fiber = new FiberId(number);
        var random = new Random(number);
        var angle = double.DegreesToRadians((36 * (fiber.Petal.Number - 5)) + (34 * (random.NextDouble() - 0.5)));
        var radius = 1.6 * Math.Sqrt(0.01 + (0.99 * random.NextDouble()));
        return new FiberPlace(
            fiber,
            CentreRa + (radius * Math.Sin(angle) / Math.Cos(double.DegreesToRadians(CentreDec))),
            CentreDec + (radius * Math.Cos(angle)),
            number % 10 == 0 ? "SKY" : "TGT"
        );
    }

    private static JsonObject Document(CameraId camera)
    {
        var random = new Random(camera.Index);
        var petal = camera.Spectrograph.Number;
        int[] fibers = [.. Enumerable.Range(petal * FiberId.PerPetal, FiberId.PerPetal)];
        int[] targets = [.. fibers.Where(fiber => fiber % 10 != 0)];
        var rims = fibers.Select(fiber => Math.Pow((Place(fiber).DecDegrees - CentreDec) / 1.6, 2)).ToList();
        bool[] good = [.. fibers.Select((_, at) => petal != 7 || at >= Lost)];
        var general = new JsonObject
        {
            ["PROGRAM"] = "DARK",
            ["EXPTIME"] = 900,
            ["KNOWN_BROKEN_FIBERS"] = new JsonArray(),
            ["SKY_FIBERID"] = Numbers(fibers.Where(fiber => fiber % 10 == 0)),
            ["ELG_FIBERID"] = Numbers(targets.Where(fiber => fiber % 3 != 0)),
            ["QSO_FIBERID"] = Numbers(targets.Where(fiber => fiber % 3 == 0)),
        };
        var widths = fibers.Select((_, at) => 1.1 + (petal == 5 ? 1.1 * rims[at] : 0.05 * rims[at]) + Noise(0.08)).ToList();
        var ccds = Task(
            "XWSIGMA",
            [1.1, widths.Order().ElementAt(250)],
            petal == 5 ? "WARNING" : "NORMAL",
            [1.1, 1.1],
            (-0.3, 0.3),
            (-0.8, 0.8),
            ("XWSIGMA_FIB", "FIBER_NUMBERS", new JsonArray(Numbers(fibers.Select(_ => 1.1 + Noise(0.1))), Numbers(widths))),
            fibers
        );
        var check = Task(
            "NGOODFIB",
            [good.Count(one => one)],
            petal == 7 ? "ALARM" : "NORMAL",
            [500],
            (-3, 3),
            (-4, 4),
            ("GOOD_FIBERS", "FIBER_NUMBERS", Numbers(good.Select(one => one ? 1.0 : 0))),
            fibers
        );
        var spectra = Task(
            "FIDSNR_TGT",
            [1.5],
            "NORMAL",
            [1.5],
            (-0.9, 0.9),
            (-1.2, 1.2),
            ("SNR_RESID", "TARGET_NUMBERS", Numbers(targets.Select(fiber => Noise(0.12) + (0.1 * (Place(fiber).DecDegrees - CentreDec))))),
            fibers
        );
        spectra["METRICS"]!["TARGET_NUMBERS"] = Numbers(targets.Select(fiber => (double)fiber));
        return new JsonObject
        {
            ["CAMERA"] = camera.ToString(),
            ["FLAVOR"] = "science",
            ["GENERAL_INFO"] = general,
            ["TASKS"] = new JsonObject
            {
                ["CHECK_CCDs"] = ccds,
                ["CHECK_FIBERS"] = check,
                ["CHECK_SPECTRA"] = spectra,
            },
        };

        double Noise(double size) => size * (random.NextDouble() + random.NextDouble() - 1);
    }

    private static JsonObject Task(
        string metric,
        double[] value,
        string status,
        double[] reference,
        (double Low, double High) normal,
        (double Low, double High) warning,
        (string Key, string List, JsonNode Values) perFiber,
        int[] fibers
    ) =>
        new()
        {
            ["METRICS"] = new JsonObject
            {
                [metric] = value.Length == 1 ? value[0] : Numbers(value),
                [$"{metric}_STATUS"] = status,
                [perFiber.Key] = perFiber.Values,
                ["FIBER_NUMBERS"] = Numbers(fibers.Select(fiber => (double)fiber)),
                ["FIBERS_OF"] = new JsonObject { [perFiber.Key] = perFiber.List },
            },
            ["PARAMS"] = new JsonObject
            {
                [$"{metric}_DARK_REF"] = Numbers(reference),
                [$"{metric}_NORMAL_RANGE"] = Numbers([normal.Low, normal.High]),
                [$"{metric}_WARN_RANGE"] = Numbers([warning.Low, warning.High]),
            },
        };

    private static JsonArray Numbers(IEnumerable<int> values) => Numbers(values.Select(value => (double)value));

    private static JsonArray Numbers(IEnumerable<double> values) =>
        [.. values.Select(value => (JsonNode)JsonValue.Create(Math.Round(value, 5)))];
}
