using System.Text.Json.Nodes;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Pipeline.BadData;

/// <summary>What came of an altered exposure.</summary>
public sealed record AlteredRun(GoldenRun Run, JsonNode? Document)
{
    /// <summary>A metric wherever it stands in the document; null when it is null or missing.</summary>
    public JsonNode? Metric(string key) =>
        Document.ShouldNotBeNull(Run.Outcome.Reason)["TASKS"]!
            .AsObject()
            .Select(task => task.Value!["METRICS"]![key])
            .FirstOrDefault(value => value is not null);

    public bool HasKey(string key) =>
        Document.ShouldNotBeNull(Run.Outcome.Reason)["TASKS"]!.AsObject().Any(task => task.Value!["METRICS"]!.AsObject().ContainsKey(key));

    public Quality Status(string metric) => Qualities.Parse(Metric($"{metric}_STATUS")?.GetValue<string>());

    /// <summary>The run ended well in the sense of the issue: a document, no exception anywhere, no number that is not finite.</summary>
    public AlteredRun ShouldHaveEndedInOrder()
    {
        Run.Outcome.State.ShouldBe(
            RunState.Succeeded,
            string.Join('\n', Run.Log.Where(line => !line.Contains(" INFO ", StringComparison.Ordinal)))
        );
        Run.Log.ShouldNotContain(line => line.Contains("Exception", StringComparison.Ordinal));
        return this;
    }

    public AlteredRun ShouldNotBeNormal(params string[] metrics)
    {
        foreach (var metric in metrics)
        {
            Status(metric).ShouldNotBe(Quality.Normal, metric);
        }

        return this;
    }
}
