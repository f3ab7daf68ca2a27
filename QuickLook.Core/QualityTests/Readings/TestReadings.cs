using System.Collections.Immutable;
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
        if (values.IsDefaultOrEmpty)
        {
            return reading with { Remark = $"the document has no {test.Metric}" };
        }

        var metric = new MetricValues(test.Metric, [.. values.Select(value => value ?? double.NaN)], test.Unit, test.Elements);
        var rule = document.Origin?.StatusRule == StatusRule.ByPosition.Name ? StatusRule.ByPosition : StatusRule.ByRank;
        var broken = metric.IsByAmplifier ? defects.BrokenAmplifiers.Select(amplifier => (int)amplifier).ToHashSet() : null;
        var verdict = rule.Judge(metric, threshold, broken);
        return reading with
        {
            Elements = [.. metric.Values.Select((value, index) => Element(metric, verdict, threshold, index, value))],
            Remark = verdict.Elements.IsEmpty ? verdict.Sentence : string.Empty,
        };
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

    // The rule paired value and reference; where it had nothing to pair, the reference stands at its own position.
    private static double ReferenceOf(ElementVerdict element, Threshold threshold, int index, bool isReversed) =>
        double.IsFinite(element.Deviation)
            ? isReversed
                ? element.Value + element.Deviation
                : element.Value - element.Deviation
            : threshold.Reference[threshold.Reference.Length == 1 ? 0 : index];

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
