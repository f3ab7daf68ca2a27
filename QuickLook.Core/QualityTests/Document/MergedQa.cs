using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>
/// A merged document as read, of this or another engine. Tolerant: keys may be missing or of another type, NaN and Infinity are bare
/// tokens, -9999 means no value. What cannot be had is null; only text that is no JSON object is a failure. Not changed after reading,
/// so it may be shared between threads.
/// </summary>
public sealed class MergedQa
{
    /// <summary>Largest document that is read, bytes; a science document of the original has about 260 kB.</summary>
    public const int LargestDocument = 16 << 20;

    private const double NoValue = -9999;
    private const int Deepest = 32;

    private readonly JsonElement root;

    private MergedQa(JsonElement root) => this.root = root;

    /// <summary>NIGHT; null when missing or no night.</summary>
    public Night? Night => Instrument.Night.Parse(TextAt(MergedQaKeys.Night)) is { IsSuccess: true } night ? night.Value : null;

    /// <summary>EXPID, written as a number or a text.</summary>
    public ExposureId? Exposure => ExposureId.Parse(TextAt(MergedQaKeys.Exposure)) is { IsSuccess: true } id ? id.Value : null;

    /// <summary>CAMERA.</summary>
    public CameraId? Camera => CameraId.Parse(TextAt(MergedQaKeys.Camera)) is { IsSuccess: true } camera ? camera.Value : null;

    /// <summary>FLAVOR; the configuration's name (<c>arcs</c>, <c>bias</c>) or the header's.</summary>
    public Flavor? Flavor => Flavors.Parse(TextAt(MergedQaKeys.Flavor)) is { IsSuccess: true } flavor ? flavor.Value : null;

    /// <summary>GENERAL_INFO.PROGRAM; empty when missing.</summary>
    public ObservingProgram Program => new(TextAt(MergedQaKeys.GeneralInfo, MergedQaKeys.Program));

    /// <summary>GENERAL_INFO.PROC_DESISPEC_VERSION: with which version of desispec the document was made; null when it does not say.</summary>
    public string? ProcessingVersion => TextAt(MergedQaKeys.GeneralInfo, MergedQaKeys.ProcessingVersion);

    /// <summary>Who made the document; null when another program did.</summary>
    public MergedQaOrigin? Origin =>
        OriginText(MergedQaKeys.OriginEngine) is { } engine
            ? new MergedQaOrigin(
                engine,
                OriginText(MergedQaKeys.OriginVersion) ?? string.Empty,
                OriginText(MergedQaKeys.OriginMappingHash) ?? string.Empty,
                OriginText(MergedQaKeys.OriginStatusRule) ?? string.Empty,
                OriginText(MergedQaKeys.OriginProfile) ?? string.Empty
            )
            : null;

    /// <summary>Names of the tasks, in the document's order.</summary>
    public ImmutableArray<string> Stages =>
        At(MergedQaKeys.Tasks) is { ValueKind: JsonValueKind.Object } tasks
            ? [.. tasks.EnumerateObject().Select(task => task.Name).Distinct(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>The document, or why it is none.</returns>
    public static Result<MergedQa> Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > LargestDocument)
        {
            return new Failure($"the merged document is larger than {LargestDocument} bytes");
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = Deepest, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(NonFiniteTokens.Replace(utf8), options);
            RefuseBrokenText(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new MergedQa(document.RootElement.Clone())
                : new Failure("the merged document is not a JSON object");
        }
        catch (InvalidOperationException problem)
        {
            return new Failure($"the merged document has a text that is none: {problem.Message.TrimEnd('.')}");
        }
        catch (JsonException problem)
        {
            return new Failure(
                $"the merged document is not valid JSON: {problem.Message.Split(" LineNumber")[0].TrimEnd('.')}",
                $"line {(problem.LineNumber ?? 0) + 1}"
            );
        }
    }

    /// <summary>The status of a test.</summary>
    /// <param name="stage">Task, such as <c>CHECK_CCDs</c>.</param>
    /// <param name="statusKey">Key, such as <c>NOISE_AMP_STATUS</c>.</param>
    /// <returns><see cref="Quality.NotComputed"/> when there is none.</returns>
    public Quality StatusOf(string stage, string statusKey) =>
        Qualities.Parse(TextAt(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, statusKey));

    /// <summary>All statuses of a task by key.</summary>
    /// <param name="stage">Task.</param>
    public ImmutableSortedDictionary<string, Quality> StatusesOf(string stage)
    {
        var statuses = ImmutableSortedDictionary.CreateBuilder<string, Quality>(StringComparer.Ordinal);
        if (At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics) is { ValueKind: JsonValueKind.Object } metrics)
        {
            foreach (var metric in metrics.EnumerateObject().Where(metric => metric.Name.EndsWith("_STATUS", StringComparison.Ordinal)))
            {
                // Of a key that comes twice the last one counts, as everywhere in JSON.
                statuses[metric.Name] = Qualities.Parse(TextOf(metric.Value));
            }
        }

        return statuses.ToImmutable();
    }

    /// <summary>A metric's values: one for a number, one per element for a flat array; null where there is no value.</summary>
    /// <param name="stage">Task.</param>
    /// <param name="metric">Key, such as <c>NOISE_AMP</c>.</param>
    /// <returns>Default when the metric is missing or neither a number nor a flat array.</returns>
    public ImmutableArray<double?> ValuesOf(string stage, string metric) =>
        ValuesAt(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, metric);

    /// <summary>A metric as it stands in the document, whatever it is; null when missing.</summary>
    /// <param name="stage">Task.</param>
    /// <param name="metric">Key.</param>
    public JsonNode? NodeOf(string stage, string metric) =>
        At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, metric) switch
        {
            { ValueKind: JsonValueKind.Array } array => JsonArray.Create(array),
            { ValueKind: JsonValueKind.Object } container => JsonObject.Create(container),
            { ValueKind: JsonValueKind.Null } or null => null,
            { } value => JsonValue.Create(value),
        };

    /// <summary>
    /// The limits that the document itself carries for a metric. The reference is that of the document's program, else the general one,
    /// else the only one there is.
    /// </summary>
    /// <param name="stage">Task.</param>
    /// <param name="metric">Key.</param>
    /// <returns>Null when a range is missing; without reference, the reference is empty.</returns>
    public Threshold? LimitsOf(string stage, string metric)
    {
        if (
            RangeOf(stage, metric + MergedQaKeys.NormalRange) is not { } normal
            || RangeOf(stage, metric + MergedQaKeys.WarningRange) is not { } warning
        )
        {
            return null;
        }

        string[] programs = [Program.Name, string.Empty, "DARK", "GRAY", "BRIGHT"];
        foreach (var program in programs)
        {
            var key = metric + (program.Length == 0 ? string.Empty : $"_{program}") + MergedQaKeys.Reference;
            var reference = ValuesAt(MergedQaKeys.Tasks, stage, MergedQaKeys.Parameters, key);
            if (!reference.IsDefaultOrEmpty && reference.All(value => value is not null))
            {
                return new Threshold([.. reference.OfType<double>()], normal, warning);
            }
        }

        return new Threshold([], normal, warning);
    }

    /// <summary>Values at any path from the root, such as that of a trend metric.</summary>
    /// <param name="path">Keys.</param>
    /// <returns>As <see cref="ValuesOf"/>.</returns>
    public ImmutableArray<double?> ValuesAt(params ReadOnlySpan<string> path) =>
        At(path) switch
        {
            { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(IsScalar) =>
            [
                .. array.EnumerateArray().Select(NumberOf),
            ],
            { ValueKind: JsonValueKind.Number } number => [NumberOf(number)],
            { ValueKind: JsonValueKind.Null } => [null],
            _ => default,
        };

    /// <summary>A text or a number, as it is written, at any path from the root.</summary>
    /// <param name="path">Keys.</param>
    /// <returns>Null when it is missing or something else.</returns>
    public string? TextAt(params ReadOnlySpan<string> path) => At(path) is { } value ? TextOf(value) : null;

    /// <summary>Half surrogate pairs and broken UTF-8 show only when a text is taken out; better here than at every use.</summary>
    private static void RefuseBrokenText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    RefuseBrokenText(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    RefuseBrokenText(element);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            default:
                break;
        }
    }

    private ToleranceRange? RangeOf(string stage, string key) =>
        ValuesAt(MergedQaKeys.Tasks, stage, MergedQaKeys.Parameters, key) is { IsDefault: false, Length: 2 } range
        && range[0] is { } low
        && range[1] is { } high
            ? new ToleranceRange(low, high)
            : null;

    private string? OriginText(string key) => TextAt(MergedQaKeys.GeneralInfo, MergedQaKeys.Origin, key);

    /// <summary>Whatever stands at a path from the root; null when there is nothing.</summary>
    internal JsonElement? At(params ReadOnlySpan<string> path)
    {
        var value = root;
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value))
            {
                return null;
            }
        }

        return value;
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    private static bool IsScalar(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null;

    /// <summary>A finite number that is not the mark of no value; null for anything else.</summary>
    internal static double? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number != NoValue
            ? number
            : null;
}
