using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>
/// Reads every test out of a merged document, of this or another engine, with the limits that its verdict was made with: those of the document, paired with the
/// values by the rule that the document was judged by; those of the mappings only where the document carries none.
/// </summary>
public static class TestReadings
{
    private const string StatusEnding = "_STATUS";
    private const string WordsEnding = "_TEXT";

    /// <summary>All tests of a camera: those of the mapping in its order, then those that only the document has.</summary>
    /// <param name="document">The merged document.</param>
    /// <param name="mapping">The mapping of its flavor; null for a flavor without one.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="defects">What is known to be broken.</param>
    public static ImmutableArray<TestReading> Of(MergedQa document, FlavorMapping? mapping, CameraId camera, KnownDefects defects)
    {
        var readings = ImmutableArray.CreateBuilder<TestReading>();
        foreach (var stage in mapping?.Stages ?? [])
        {
            readings.AddRange(stage.Tests.Select(test => Read(document, stage.Name, test, camera, defects)));
        }

        var known = readings.Select(reading => (reading.Stage, reading.Test.StatusKey)).ToHashSet();
        foreach (var stage in document.Stages)
        {
            foreach (var key in document.StatusesOf(stage).Keys.Where(key => !known.Contains((stage, key))))
            {
                readings.Add(Read(document, stage, Unmapped(key), camera, defects) with { IsUnmapped = true });
            }
        }

        return readings.ToImmutable();
    }

    private static TestMapping Unmapped(string statusKey)
    {
        var metric = statusKey[..^StatusEnding.Length];
        return new TestMapping
        {
            DisplayName = metric,
            StatusKey = statusKey,
            Name = metric.ToLowerInvariant(),
            Metric = metric,
        };
    }

    private static TestReading Read(MergedQa document, string stage, TestMapping test, CameraId camera, KnownDefects defects)
    {
        var values = document.ValuesOf(stage, test.Metric);
        var own = document.LimitsOf(stage, test.Metric);
        var threshold = own ?? LimitsNow(test, camera, document.Program);
        var reading = new TestReading
        {
            Stage = stage,
            Test = test,
            Quality = document.StatusOf(stage, test.StatusKey),
            Limits =
                own is not null ? LimitsOrigin.Document
                : threshold is not null ? LimitsOrigin.Mappings
                : LimitsOrigin.None,
        };
        var forOthers = !test.Arms.IsDefaultOrEmpty && !test.Arms.Contains(camera.Arm);
        if (values.IsDefaultOrEmpty)
        {
            return forOthers && reading.Quality == Quality.NotComputed
                ? reading with
                {
                    Quality = Quality.None,
                    Limits = LimitsOrigin.None,
                    Remark = OnlyFor(test),
                }
                : reading with
                {
                    Limits = LimitsOrigin.None,
                    Remark = WhyNoValues(document, stage, test),
                };
        }

        var names = NamesOf(document, stage, test, values.Length);
        var metric = new MetricValues(test.Metric, [.. values.Select(value => value ?? double.NaN)], test.Unit, names);
        var rule = document.Origin?.StatusRule == StatusRule.ByPosition.Name ? StatusRule.ByPosition : StatusRule.ByRank;
        var broken = metric.IsByAmplifier ? defects.BrokenAmplifiers.Select(amplifier => (int)amplifier).ToHashSet() : null;
        var verdict = rule.Judge(metric, threshold, broken);
        return reading with
        {
            // When all that could be judged is broken, there is no verdict by design.
            Quality = reading.Quality == Quality.NotComputed && verdict.Quality == Quality.None ? Quality.None : reading.Quality,
            Elements = [.. metric.Values.Select((value, index) => Element(metric, verdict, threshold, index, value))],
            Remark = forOthers ? OnlyFor(test) : RemarkOf(document, stage, metric, verdict, reading),
        };
    }

    private static string OnlyFor(TestMapping test) =>
        $"{test.DisplayName} is for cameras of {(test.Arms.Length == 1 ? "arm" : "arms")} {string.Join(" and ", test.Arms.Select(arm => arm.Letter()))} only";

    private static string WhyNoValues(MergedQa document, string stage, TestMapping test) =>
        document.NodeOf(stage, test.Metric) switch
        {
            null => $"the document has no {test.Metric}",
            JsonArray { Count: 0 } => $"{test.Metric} is an empty list",
            _ => $"{test.Metric} in the document is neither a number nor a list of numbers",
        };

    /// <summary>What is missing or does not fit: the document's own words first, then what the rule says, then that verdict and limits disagree.</summary>
    private static string RemarkOf(MergedQa document, string stage, MetricValues metric, Verdict verdict, TestReading reading)
    {
        if (metric.Values.All(double.IsNaN) && WordsOf(document, stage, metric.Metric) is { } words)
        {
            return words;
        }

        if (verdict.Elements.IsEmpty)
        {
            return verdict.Sentence;
        }

        if (reading.Quality == Quality.NotComputed && verdict.Quality != Quality.None)
        {
            return $"the document has {metric.Metric} but no verdict {reading.Test.StatusKey}";
        }

        var isJudged = reading.Quality is Quality.Normal or Quality.Warning or Quality.Alarm;
        return isJudged && reading.Limits == LimitsOrigin.Document && verdict.Quality != reading.Quality
            ? $"the document says {reading.Quality.Word()}, which does not follow from its values and limits"
            : string.Empty;
    }

    private static string? WordsOf(MergedQa document, string stage, string metric) =>
        document.NodeOf(stage, metric + WordsEnding) is JsonArray { Count: > 0 } words
        && words[0] is JsonValue first
        && first.TryGetValue(out string? text)
            ? text
            : null;

    /// <summary>Names as the mapping has them; those of types of targets as the document has them, for they depend on the program.</summary>
    private static ImmutableArray<string> NamesOf(MergedQa document, string stage, TestMapping test, int count)
    {
        if (test.Elements.Length == count || !test.Metric.EndsWith("_TGT", StringComparison.Ordinal))
        {
            return test.Elements;
        }

        ImmutableArray<string> types = document.NodeOf(stage, "OBJLIST") is JsonArray list
            ? [.. list.OfType<JsonValue>().Select(type => type.TryGetValue(out string? name) ? name : "?")]
            : [];
        return types.Length == count ? types : test.Elements;
    }

    private static ElementReading Element(MetricValues metric, Verdict verdict, Threshold? threshold, int index, double value)
    {
        var name =
            index < metric.ElementNames.Length ? metric.ElementNames[index]
            : metric.Values.Length == 1 ? string.Empty
            : $"{index + 1}";
        if (threshold is null || verdict.Elements.IsEmpty)
        {
            return new ElementReading(name, value, double.NaN, null, null, verdict.Quality);
        }

        var element = verdict.Elements[index];
        var isReversed = StatusRule.IsReversed(metric.Metric);
        var reference = ReferenceOf(element, threshold, index, isReversed);
        return new ElementReading(
            name,
            value,
            reference,
            threshold.Normal.Around(reference, isReversed),
            threshold.Warning.Around(reference, isReversed),
            element.Quality
        );
    }

    // The rule paired value and reference; where it had nothing to pair, the reference stands at its own position. What the deviation gives back is off by
    // the last digits, so the reference is the nearest one that there is.
    private static double ReferenceOf(ElementVerdict element, Threshold threshold, int index, bool isReversed)
    {
        if (!double.IsFinite(element.Deviation))
        {
            return threshold.Reference[threshold.Reference.Length == 1 ? 0 : index];
        }

        var paired = isReversed ? element.Value + element.Deviation : element.Value - element.Deviation;
        return threshold.Reference.MinBy(reference => Math.Abs(reference - paired));
    }

    private static Threshold? LimitsNow(TestMapping test, CameraId camera, ObservingProgram program) =>
        test.Limits is { } limits
        && TestLimits.TryFind(limits.Normal, camera, program, out var normal)
        && TestLimits.TryFind(limits.Warning, camera, program, out var warning)
            ? new Threshold(
                TestLimits.TryFind(limits.References, camera, program, out var reference) ? reference : [],
                new ToleranceRange(normal.Low, normal.High),
                new ToleranceRange(warning.Low, warning.High)
            )
            : null;
}
