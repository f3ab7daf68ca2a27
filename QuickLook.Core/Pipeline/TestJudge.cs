using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.Pipeline;

/// <summary>
/// Judges what a quality test measured by the limits of its mapping, and notes limits and verdict for the merged document. What is known to be
/// broken is left out: amplifiers as elements, counted things as a lower reference.
/// </summary>
internal sealed class TestJudge
{
    private const string WordsSuffix = "_TEXT";

    private static readonly ObservingProgram[] ProgramsWithReferences =
    [
        ObservingProgram.Dark,
        ObservingProgram.Gray,
        ObservingProgram.Bright,
    ];

    private readonly CameraId camera;
    private readonly Flavor flavor;
    private readonly ObservingProgram program;
    private readonly StatusRule rule;
    private readonly ImmutableHashSet<int> brokenAmplifiers;

    public TestJudge(CameraId camera, Flavor flavor, ObservingProgram program, StatusRule rule, KnownDefects defects)
    {
        this.camera = camera;
        this.flavor = flavor;
        this.program = program;
        this.rule = rule;
        brokenAmplifiers = [.. defects.BrokenAmplifiers.Select(amplifier => (int)amplifier)];
    }

    /// <summary>Judges one metric.</summary>
    /// <param name="mapping">How it is judged.</param>
    /// <param name="result">What was measured.</param>
    public Verdict Judge(TestMapping mapping, QualityTestResult result)
    {
        if (!result.Metrics.TryGetPropertyValue(mapping.Metric, out var node))
        {
            return new Verdict(Quality.Unknown, [], $"the test gave no {mapping.Metric}");
        }

        if (!MetricValues.Read(mapping.Metric, node, mapping.Unit, ElementsOf(mapping, result)).TryGet(out var values, out var failure))
        {
            return new Verdict(Quality.Unknown, [], failure.ToString());
        }

        // A test may say in words what its number means, one sentence an element.
        var verdict = rule.Judge(values, ThresholdOf(mapping, result), values.IsByAmplifier ? brokenAmplifiers : null);
        return result.Metrics[mapping.Metric + WordsSuffix] is JsonArray { Count: > 0 } words
            ? verdict with
            {
                Sentence = string.Join("; ", words.Select(word => word?.ToString())),
            }
            : verdict;
    }

    /// <summary>What a metric is judged by, as screens show it.</summary>
    /// <param name="mapping">How it is judged.</param>
    /// <param name="result">What was measured.</param>
    public string LimitsOf(TestMapping mapping, QualityTestResult result)
    {
        var elements = ElementsOf(mapping, result);
        var limits = LimitText.Normal(mapping.Metric, ThresholdOf(mapping, result), elements);
        var absent = AbsentIn(mapping.Metric, elements, result);
        return limits.Length == 0 || absent.Length == 0 ? limits : $"{limits}, {absent} absent by design";
    }

    /// <summary>How many counted things, or which amplifiers, are not judged; empty when none.</summary>
    private string AbsentIn(string metric, ImmutableArray<string> elements, QualityTestResult result)
    {
        if (result.AbsentByDesign.GetValueOrDefault(metric) is > 0 and var count)
        {
            return count.ToString(CultureInfo.InvariantCulture);
        }

        return MetricValues.AreAmplifiers(elements)
            ? string.Join(' ', brokenAmplifiers.Order().Where(index => index < elements.Length).Select(index => elements[index]))
            : string.Empty;
    }

    /// <summary>Writes what a metric was judged by into PARAMS (pipeline.md 4.1): ranges, and references under the keys of the original.</summary>
    /// <param name="mapping">How the metric is judged.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="parameters">PARAMS of the step, changed in place.</param>
    public void WriteLimits(TestMapping mapping, QualityTestResult result, JsonObject parameters)
    {
        if (mapping.Limits is not { } limits)
        {
            return;
        }

        var metric = mapping.Metric;
        if (ThresholdOf(mapping, result) is { } threshold)
        {
            parameters[metric + MergedQaKeys.NormalRange] = new JsonArray(threshold.Normal.Low, threshold.Normal.High);
            parameters[metric + MergedQaKeys.WarningRange] = new JsonArray(threshold.Warning.Low, threshold.Warning.High);
        }

        if (flavor != Flavor.Science)
        {
            Write(program, metric + MergedQaKeys.Reference);
            return;
        }

        // All programs, as the original's configuration has them; the merge removes those of other programs.
        var programs = program.IsEmpty ? ProgramsWithReferences : ProgramsWithReferences.Append(program);
        foreach (var each in programs.Distinct())
        {
            Write(each, $"{metric}_{each.Name}{MergedQaKeys.Reference}");
        }

        void Write(ObservingProgram of, string key)
        {
            if (TryReference(limits, of, mapping, result, out var reference))
            {
                parameters[key] = new JsonArray([.. reference.Select(value => (JsonNode)value)]);
            }
        }
    }

    private static ImmutableArray<string> ElementsOf(TestMapping mapping, QualityTestResult result) =>
        result.Elements.GetValueOrDefault(mapping.Metric, mapping.Elements);

    /// <summary>The mapping's reference, lowered by what known broken things are not in it, or the one that the test brings along.</summary>
    private bool TryReference(
        TestLimits limits,
        ObservingProgram of,
        TestMapping mapping,
        QualityTestResult result,
        out ImmutableArray<double> reference
    )
    {
        if (!TestLimits.TryFind(limits.References, camera, of, out reference))
        {
            return false;
        }

        if (result.References.TryGetValue(mapping.Metric, out var own))
        {
            reference = own;
        }
        else if (result.AbsentByDesign.GetValueOrDefault(mapping.Metric) is > 0 and var absent)
        {
            reference = [.. reference.Select(value => value - absent)];
        }

        return true;
    }

    private Threshold? ThresholdOf(TestMapping mapping, QualityTestResult result)
    {
        if (
            mapping.Limits is not { } limits
            || !TestLimits.TryFind(limits.Normal, camera, program, out var normal)
            || !TestLimits.TryFind(limits.Warning, camera, program, out var warning)
        )
        {
            return null;
        }

        return new Threshold(
            TryReference(limits, program, mapping, result, out var reference) ? reference : [],
            new ToleranceRange(normal.Low, normal.High),
            new ToleranceRange(warning.Low, warning.High)
        );
    }
}
