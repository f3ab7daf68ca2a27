using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// The values of a generated run: those of its specimen as far as they are from their reference, with what the camera has of its own, slow drifts, a step
/// after a service day, the conditions and faults of the exposure. Depends on nothing but seed, camera and exposure.
/// </summary>
internal sealed class PastValues(long seed, Night serviceDay, MappingSet mappings)
{
    private const double ShortPeriodDays = 9;
    private const double LongPeriodDays = 29.5;
    private const double ShareOfServedCameras = 0.4;
    private const int Decimals = 4;

    /// <summary>What a test would have measured.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="result">What its test measured.</param>
    /// <param name="mapping">How one of its metrics is judged.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    public QualityTestResult Vary(Specimen specimen, QualityTestResult result, TestMapping mapping, ExposureOrder exposure, CameraId camera)
    {
        if (!result.Metrics.TryGetPropertyValue(mapping.Metric, out var measured) || measured is null)
        {
            return result;
        }

        var behaviour = MetricBehaviour.Of(mapping.Metric);
        var absent = AbsentByDesign(result, mapping.Metric, camera);
        var halfRange = HalfRange(mapping, exposure.Program, camera);
        JsonNode? Element(JsonNode? value, int element)
        {
            if (value is not JsonValue number || !TryDouble(number, out var before))
            {
                return value?.DeepClone();
            }

            var moved = before + Offset(specimen, result, mapping, exposure, camera, element);
            var unit = halfRange == 0 ? 1 : halfRange;
            var shift = exposure.Faults.Sum(fault => FaultSymptoms.ShiftOf(fault, camera, mapping.Metric, element, exposure.Seed));
            if (behaviour.IsCount)
            {
                var lost = halfRange > 0 && Chance(exposure.Seed, camera, mapping.Metric, element) > 1.8 ? 1 : 0;
                var differentlyBroken = result.AbsentByDesign.GetValueOrDefault(mapping.Metric) - absent.GetValueOrDefault(mapping.Metric);
                return Math.Max(0, (int)Math.Round(moved + differentlyBroken - lost + (shift * unit)));
            }

            var varied = Sky(behaviour.Sky, moved, exposure.Conditions, element);
            varied += halfRange * (Wandering(behaviour, mapping.Metric, exposure, camera, element) + shift);
            return Math.Round(behaviour.IsSigned || before < 0 ? varied : Math.Max(0, varied), Decimals);
        }

        JsonNode? changed = measured is JsonArray array ? new JsonArray([.. array.Select(Element)]) : Element(measured, 0);
        return result with
        {
            Metrics = new JsonObject { [mapping.Metric] = changed },
            AbsentByDesign = absent,
        };
    }

    /// <summary>Fibers that this camera is known to lack, where the test counts fibers at all.</summary>
    private ImmutableDictionary<string, int> AbsentByDesign(QualityTestResult result, string metric, CameraId camera) =>
        result.AbsentByDesign.ContainsKey(metric)
            ? result.AbsentByDesign.SetItem(metric, mappings.DefectsOf(camera).BrokenFibers.Count)
            : result.AbsentByDesign;

    private static double HalfRange(TestMapping mapping, ObservingProgram program, CameraId camera) =>
        mapping.Limits is { } limits && TestLimits.TryFind(limits.Normal, camera, program, out var normal)
            ? (normal.High - normal.Low) / 2
            : 0;

    /// <summary>From what is usual for the specimen's camera to what is usual for this one.</summary>
    private static double Offset(
        Specimen specimen,
        QualityTestResult result,
        TestMapping mapping,
        ExposureOrder exposure,
        CameraId camera,
        int element
    )
    {
        if (
            mapping.Limits is not { } limits
            || result.References.ContainsKey(mapping.Metric)
            || !TestLimits.TryFind(limits.References, specimen.Camera, specimen.Program, out var from)
            || !TestLimits.TryFind(limits.References, camera, exposure.Program, out var to)
            || from.Length != to.Length
        )
        {
            return 0;
        }

        var at = from.Length == 1 ? 0 : element;
        return at < from.Length ? to[at] - from[at] : 0;
    }

    private static double Sky(SkyInfluence influence, double value, ObservingConditions sky, int element) =>
        influence switch
        {
            SkyInfluence.Lines => value * sky.SkyLines,
            SkyInfluence.Continuum => value * sky.SkyContinuum,
            SkyInfluence.ContinuumMagnitude => value - (2.5 * Math.Log10(sky.SkyContinuum)),
            SkyInfluence.LossMagnitude => value - (2.5 * Math.Log10(sky.Transparency)),
            SkyInfluence.SignalToNoise => value * sky.Transparency * Math.Sqrt(ObservingConditions.Usual.SeeingArcsec / sky.SeeingArcsec),
            SkyInfluence.Flexure => element == 0 ? sky.ShiftX : sky.ShiftY,
            _ => value,
        };

    private double Wandering(MetricBehaviour behaviour, string metric, ExposureOrder exposure, CameraId camera, int element)
    {
        var own = Chance(seed, camera, metric, element);
        var phase = Chance(seed + 1, camera, metric, element);
        var days = Mjd.Of(exposure.ObservedAt).Days;
        var drift =
            (0.5 * Math.Sin((2 * Math.PI * days / ShortPeriodDays) + (3 * phase)))
            + (0.5 * Math.Sin((2 * Math.PI * days / LongPeriodDays) + (5 * own)));
        var isServed =
            exposure.Night > serviceDay
            && new NightDraw(Mix(seed + 2, camera.Spectrograph.Number, (int)camera.Arm)).Happens(ShareOfServedCameras);
        return (behaviour.Own * own)
            + (behaviour.Drift * drift)
            + (isServed ? behaviour.Service * Math.Sign(phase) : 0)
            + (behaviour.Noise * Chance(exposure.Seed, camera, metric, element));
    }

    /// <summary>A number from a normal distribution, the same whenever it is asked for; within -2.5 to 2.5.</summary>
    private static double Chance(long seed, CameraId camera, string metric, int element)
    {
        var name = 17;
        foreach (var letter in metric)
        {
            name = unchecked((name * 31) + letter);
        }

        return Math.Clamp(new NightDraw(Mix(seed, name, (camera.Index * 64) + element)).Normal(), -2.5, 2.5);
    }

    private static long Mix(long seed, int first, int second) =>
        unchecked((((seed * 0x5851_F42D_4C95_7F2D) + first) * 0x5851_F42D_4C95_7F2D) + second);

    private static bool TryDouble(JsonValue number, out double value)
    {
        if (number.TryGetValue(out value))
        {
            return true;
        }

        var isWhole = number.TryGetValue(out long whole) || (number.TryGetValue(out int small) && (whole = small) == small);
        value = whole;
        return isWhole;
    }
}
