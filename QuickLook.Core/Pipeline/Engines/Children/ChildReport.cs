using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Children;

/// <summary>What a child process reports: each event and, last, the outcome as a line of JSON. The merged document stays on disk.</summary>
internal static class ChildReport
{
    private const string Kind = "is";
    private const string At = "at";
    private const string Step = "step";
    private const string Test = "test";
    private const string StatusKey = "key";
    private const string Verdict = "quality";
    private const string Value = "value";
    private const string Explanation = "explanation";
    private const string Limits = "limits";
    private const string Logger = "logger";
    private const string Level = "level";
    private const string Text = "text";
    private const string State = "state";
    private const string Reason = "reason";
    private const string Document = "document";
    private const string Failing = "failing";

    private const string Started = "step-started";
    private const string Finished = "step-finished";
    private const string Judged = "test-judged";
    private const string Logged = "log-line";
    private const string Outcome = "outcome";

    /// <summary>Writes an event.</summary>
    public static string Write(RunEvent happened)
    {
        var json = new JsonObject { [At] = happened.At.ToString("O", CultureInfo.InvariantCulture) };
        switch (happened)
        {
            case StepStarted started:
                (json[Kind], json[Step]) = (Started, started.Step);
                break;
            case StepFinished finished:
                (json[Kind], json[Step]) = (Finished, finished.Step);
                break;
            case TestJudged judged:
                (json[Kind], json[Test], json[StatusKey]) = (Judged, judged.Test, judged.StatusKey);
                (json[Verdict], json[Explanation]) = (judged.Quality.ToString(), judged.Explanation);
                (json[Value], json[Limits]) = (Storable(judged.Value), judged.Limits);
                break;
            case LogLine line:
                (json[Kind], json[Logger], json[Level], json[Text]) = (Logged, line.Logger, line.Level.ToString(), line.Text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "Not an event of a run.");
        }

        return json.ToJsonString();
    }

    /// <summary>Writes the outcome.</summary>
    public static string Write(CameraRunOutcome outcome) =>
        new JsonObject
        {
            [Kind] = Outcome,
            [State] = outcome.State.ToString(),
            [Verdict] = outcome.Quality.ToString(),
            [Reason] = outcome.Reason,
            [Step] = outcome.FailedStep,
            [Document] = outcome.MergedQaFile,
            [Failing] = outcome.Kind.ToString(),
        }.ToJsonString();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="camera">The camera that the child runs.</param>
    /// <param name="happened">The event; null when the line is the outcome or nothing of ours.</param>
    /// <param name="outcome">The outcome without the merged document's bytes; null when the line is an event or nothing of ours.</param>
    /// <returns>False when the line is nothing of ours, such as the print of a library.</returns>
    public static bool TryRead(string line, CameraId camera, out RunEvent? happened, out CameraRunOutcome? outcome)
    {
        (happened, outcome) = (null, null);
        try
        {
            if (!line.StartsWith('{') || JsonNode.Parse(line) is not JsonObject json)
            {
                return false;
            }

            if (TextOf(json, Kind) == Outcome)
            {
                outcome = ReadOutcome(json);
            }
            else
            {
                happened = ReadEvent(json, camera);
            }

            return outcome is not null || happened is not null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static RunEvent? ReadEvent(JsonObject json, CameraId camera)
    {
        var at = DateTimeOffset.Parse(TextOf(json, At), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return TextOf(json, Kind) switch
        {
            Started => new StepStarted(at, camera, TextOf(json, Step)),
            Finished => new StepFinished(at, camera, TextOf(json, Step)),
            Judged => new TestJudged(
                at,
                camera,
                TextOf(json, Test),
                TextOf(json, StatusKey),
                Enum.Parse<Quality>(TextOf(json, Verdict)),
                json[Value]?.DeepClone(),
                json[Explanation]?.GetValue<string>(),
                TextOf(json, Limits)
            ),
            Logged => new LogLine(at, camera, TextOf(json, Logger), Enum.Parse<RunLogLevel>(TextOf(json, Level)), TextOf(json, Text)),
            _ => null,
        };
    }

    private static CameraRunOutcome ReadOutcome(JsonObject json) =>
        new(
            Enum.Parse<RunState>(TextOf(json, State)),
            Enum.Parse<Quality>(TextOf(json, Verdict)),
            json[Reason]?.GetValue<string>(),
            json[Step]?.GetValue<string>(),
            json[Document]?.GetValue<string>(),
            Kind: Enum.Parse<FailureKind>(TextOf(json, Failing))
        );

    private static string TextOf(JsonObject json, string key) => json[key]?.GetValue<string>() ?? string.Empty;

    /// <summary>A value as documents store it, where a number that is not finite is null.</summary>
    private static JsonNode? Storable(JsonNode? value) => value is null ? null : JsonNode.Parse(MergedQaText.Write(value));
}
