using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.Pipeline;

/// <summary>Judges what a quality test measured by the limits of its mapping, and notes limits and verdict for the merged document.</summary>
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

    public TestJudge(CameraId camera, Flavor flavor, ObservingProgram program)
    {
        this.camera = camera;
        this.flavor = flavor;
        this.program = program;
    }

    /// <summary>The rule in use.</summary>
    public static StatusRule Rule => StatusRule.ByPosition;

    /// <summary>Judges one metric.</summary>
    /// <param name="mapping">How it is judged.</param>
    /// <param name="metrics">The metrics that were measured.</param>
    public Verdict Judge(TestMapping mapping, JsonObject metrics)
    {
        if (!metrics.TryGetPropertyValue(mapping.Metric, out var node))
        {
            return new Verdict(Quality.Unknown, [], $"the test gave no {mapping.Metric}");
        }

        if (!MetricValues.Read(mapping.Metric, node, mapping.Unit, mapping.Elements).TryGet(out var values, out var failure))
        {
            return new Verdict(Quality.Unknown, [], failure.ToString());
        }

        // A test may say in words what its number means, one sentence an element.
        var verdict = Rule.Judge(values, ThresholdOf(mapping.Limits));
        return metrics[mapping.Metric + WordsSuffix] is JsonArray { Count: > 0 } words
            ? verdict with
            {
                Sentence = string.Join("; ", words.Select(word => word?.ToString())),
            }
            : verdict;
    }

    /// <summary>What a metric is judged by, as screens show it.</summary>
    /// <param name="mapping">How it is judged.</param>
    public string LimitsOf(TestMapping mapping) => LimitText.Normal(mapping.Metric, ThresholdOf(mapping.Limits), mapping.Elements);

    /// <summary>Writes what a metric was judged by into PARAMS (pipeline.md 4.1): ranges, and references under the keys of the original.</summary>
    /// <param name="mapping">How the metric is judged.</param>
    /// <param name="parameters">PARAMS of the step, changed in place.</param>
    public void WriteLimits(TestMapping mapping, JsonObject parameters)
    {
        if (mapping.Limits is not { } limits)
        {
            return;
        }

        var metric = mapping.Metric;
        if (ThresholdOf(limits) is { } threshold)
        {
            parameters[metric + MergedQaKeys.NormalRange] = new JsonArray(threshold.Normal.Low, threshold.Normal.High);
            parameters[metric + MergedQaKeys.WarningRange] = new JsonArray(threshold.Warning.Low, threshold.Warning.High);
        }

        if (flavor != Flavor.Science)
        {
            WriteReference(limits, program, metric + MergedQaKeys.Reference, parameters);
            return;
        }

        // All programs, as the original's configuration has them; the merge removes those of other programs.
        var programs = program.IsEmpty ? ProgramsWithReferences : ProgramsWithReferences.Append(program);
        foreach (var each in programs.Distinct())
        {
            WriteReference(limits, each, $"{metric}_{each.Name}{MergedQaKeys.Reference}", parameters);
        }
    }

    private void WriteReference(TestLimits limits, ObservingProgram of, string key, JsonObject parameters)
    {
        if (TestLimits.TryFind(limits.References, camera, of, out var reference))
        {
            parameters[key] = new JsonArray([.. reference.Select(value => (JsonNode)value)]);
        }
    }

    private Threshold? ThresholdOf(TestLimits? limits)
    {
        if (
            limits is null
            || !TestLimits.TryFind(limits.Normal, camera, program, out var normal)
            || !TestLimits.TryFind(limits.Warning, camera, program, out var warning)
        )
        {
            return null;
        }

        return new Threshold(
            TestLimits.TryFind(limits.References, camera, program, out var reference) ? reference : [],
            new ToleranceRange(normal.Low, normal.High),
            new ToleranceRange(warning.Low, warning.High)
        );
    }
}
