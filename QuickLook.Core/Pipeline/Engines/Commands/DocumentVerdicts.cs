using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// The verdicts of another engine's document, test by test as the mapping shows them. The statuses and limits are the engine's own and stay as they are; ours
/// are only the words around them.
/// </summary>
internal sealed class DocumentVerdicts
{
    // A judged value has an element per amplifier, axis or kind of target.
    private const int MostElements = 100;

    private readonly FlavorMapping mapping;
    private readonly OutputFollower output;
    private readonly string engine;

    /// <summary>Verdicts of one run.</summary>
    /// <param name="mapping">The tests of its flavor.</param>
    /// <param name="output">What its output said.</param>
    /// <param name="engine">Name of the engine.</param>
    public DocumentVerdicts(FlavorMapping mapping, OutputFollower output, string engine)
    {
        this.mapping = mapping;
        this.output = output;
        this.engine = engine;
    }

    /// <summary>All verdicts, in the order of the mapping; <see cref="Quality.None"/> for a test that the engine does not have.</summary>
    /// <param name="document">The document.</param>
    /// <param name="at">Time of the events.</param>
    /// <param name="camera">The camera.</param>
    public ImmutableArray<TestJudged> Judge(MergedQa document, DateTimeOffset at, CameraId camera)
    {
        var verdicts = ImmutableArray.CreateBuilder<TestJudged>();
        foreach (var stage in mapping.Stages)
        {
            var statuses = document.StatusesOf(stage.Name);
            foreach (var test in stage.Tests)
            {
                var name = test.Test ?? test.Name;
                verdicts.Add(
                    statuses.TryGetValue(test.StatusKey, out var quality) && quality != Quality.NotComputed
                        ? Found(document, stage.Name, test, quality, at, camera)
                        : Missing(name, test.StatusKey, at, camera)
                );
            }
        }

        return verdicts.ToImmutable();
    }

    private TestJudged Found(MergedQa document, string stage, TestMapping test, Quality quality, DateTimeOffset at, CameraId camera)
    {
        var value = Judged(document.NodeOf(stage, test.Metric));
        var threshold = document.LimitsOf(stage, test.Metric);
        return new TestJudged(
            at,
            camera,
            test.Test ?? test.Name,
            test.StatusKey,
            quality,
            value,
            quality == Quality.Normal ? null : Explain(test, value, threshold, quality),
            LimitText.Normal(test.Metric, threshold, test.Elements)
        );
    }

    private TestJudged Missing(string test, string statusKey, DateTimeOffset at, CameraId camera)
    {
        if (output.Failures.TryGetValue(test, out var failure))
        {
            return new TestJudged(at, camera, test, statusKey, Quality.NotComputed, null, failure);
        }

        if (output.Verdicts.TryGetValue(statusKey, out var logged))
        {
            return new TestJudged(
                at,
                camera,
                test,
                statusKey,
                Quality.NotComputed,
                null,
                $"the log says {logged.Word() ?? "nothing"}, but the merged document has no {statusKey}"
            );
        }

        return output.HasBegun(test)
            ? new TestJudged(at, camera, test, statusKey, Quality.NotComputed, null, $"it was begun but left no {statusKey}")
            : new TestJudged(at, camera, test, statusKey, Quality.None, null, $"the engine {engine} does not have this test");
    }

    /// <summary>One sentence in the words of our own verdicts. Where our rule sees it otherwise, the sentence says whose verdict it is.</summary>
    private string Explain(TestMapping test, JsonNode? value, Threshold? threshold, Quality quality)
    {
        if (value is null)
        {
            return $"{engine} gave no {test.Metric}";
        }

        if (!MetricValues.Read(test.Metric, value, test.Unit, test.Elements).TryGet(out var values, out var unreadable))
        {
            return unreadable.ToString();
        }

        var ours = StatusRule.ByRank.Judge(values, threshold);
        return ours.Quality == quality ? ours.Sentence : $"{quality.Word()} by the judgement of {engine}: {ours.Sentence}";
    }

    /// <summary>A number or a short flat array of numbers; null for anything else, which cannot have been judged.</summary>
    private static JsonNode? Judged(JsonNode? node) =>
        node switch
        {
            JsonArray { Count: <= MostElements } array when array.All(item => item is null || IsNumber(item)) => array,
            JsonValue number when IsNumber(number) => number,
            _ => null,
        };

    private static bool IsNumber(JsonNode node) => node.GetValueKind() == JsonValueKind.Number;
}
