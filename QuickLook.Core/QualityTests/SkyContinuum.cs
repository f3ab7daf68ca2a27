using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Level of the sky between its lines (pipeline.md 4.3, Sky_Continuum), electrons/Å:
/// <list type="bullet">
/// <item><c>SKYCONT</c>: mean over the sky fibers; null when there are none with a value;</item>
/// <item><c>SKYCONT_FIBER</c>: by sky fiber, mean of the medians in the windows of the arm (<c>B_CONT</c>, <c>R_CONT</c>, <c>Z_CONT</c>);
/// null when a window has no good bin;</item>
/// <item><c>SKYFIBERID</c>: positions of the sky fibers on the petal.</item>
/// </list>
/// </summary>
public sealed class SkyContinuum : IQualityTest
{
    private const string Judged = "SKYCONT";
    private const string FiberKey = "SKYCONT_FIBER";
    private const string WindowsSuffix = "_CONT";
    private readonly MissingBins missing;

    /// <summary>The test.</summary>
    /// <param name="missing">What a window without good bins has.</param>
    internal SkyContinuum(MissingBins missing) => this.missing = missing;

    /// <inheritdoc/>
    public string Name => "Sky_Continuum";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers })
        {
            return CameraEvidence.NotExtracted;
        }

        var key = KeyOf(evidence.Camera.Arm);
        if (!TestParameters.Windows(parameters, key, DefaultWindows(evidence.Camera.Arm)).TryGet(out var windows, out var failure))
        {
            return failure;
        }

        var spectra = frame.Gridded;
        var ranges = Array.ConvertAll(windows, window => BinsWithin(spectra.Wavelength, window));
        var scratch = new float[spectra.Bins];
        double[] levels = [.. fibers.Sky.Select(fiber => Level(spectra, fiber, ranges, scratch))];
        double[] known = [.. levels.Where(double.IsFinite)];
        var metrics = new JsonObject
        {
            [Judged] = known.Length == 0 ? null : MetricJson.Number(known.Average()),
            [FiberKey] = MetricJson.Numbers(levels),
            ["SKYFIBERID"] = FiberLists.PositionsOf(fibers, fibers.Sky),
            [FiberLists.Sky] = FiberLists.NumbersOf(fibers, fibers.Sky),
        };
        MetricJson.Explain(metrics, Judged, Reason(fibers, known.Length));
        return new QualityTestResult(metrics, UsedWindows(parameters, key, windows))
        {
            FibersOf = FiberLists.Join(FiberLists.Sky, FiberKey),
        };
    }

    private static string? Reason(PetalFibers fibers, int known)
    {
        if (known > 0)
        {
            return null;
        }

        return fibers.Sky.IsEmpty ? SkyFibers.WhyNone(fibers) : "no sky fiber has good bins in the continuum windows";
    }

    private static string KeyOf(Arm arm) => char.ToUpperInvariant(arm.Letter()) + WindowsSuffix;

    private static (double Low, double High)[] DefaultWindows(Arm arm) =>
        arm switch
        {
            Arm.B => [(4000, 4500), (5250, 5550)],
            Arm.R => [(5950, 6200), (6990, 7230)],
            _ => [(8120, 8270), (9110, 9280)],
        };

    private double Level(GriddedSpectra spectra, int fiber, Range[] ranges, float[] scratch)
    {
        var sum = 0.0;
        foreach (var range in ranges)
        {
            sum += missing.Median(spectra.Flux.Row(fiber)[range], spectra.InverseVariance.Row(fiber)[range], scratch);
        }

        return sum / ranges.Length;
    }

    /// <summary>
    /// The bins strictly inside a window without the first and the last of them, because the original applies its strict limits twice.
    /// </summary>
    private static Range BinsWithin(double[] wavelength, (double Low, double High) window)
    {
        var first = Array.FindIndex(wavelength, value => value > window.Low);
        var last = Array.FindLastIndex(wavelength, value => value < window.High);
        return first >= 0 && last - first >= 2 ? (first + 1)..last : 0..0;
    }

    /// <summary>The windows of all arms as the recipe gives them, which is what documents hold; else those that were used.</summary>
    private static JsonObject UsedWindows(IReadOnlyDictionary<string, JsonNode> parameters, string key, (double Low, double High)[] windows)
    {
        var used = new JsonObject();
        foreach (var arm in Arms.All)
        {
            if (parameters.TryGetValue(KeyOf(arm), out var given))
            {
                used[KeyOf(arm)] = given.DeepClone();
            }
        }

        used[key] ??= new JsonArray([.. windows.Select(window => new JsonArray(window.Low, window.High))]);
        return used;
    }
}
