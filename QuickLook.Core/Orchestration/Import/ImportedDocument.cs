using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Import;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>A merged document of another site: checked against its place, and turned into rows. Statuses and limits stay those of the document.</summary>
internal sealed record ImportedDocument(CameraId Camera, string RelativePath, byte[] Bytes, DateTimeOffset WrittenAt, MergedQa Document)
{
    private const string ForeignEngine = "desi_quicklook";
    private const string StatusEnding = "_STATUS";
    private const string GeneralInfo = "GENERAL_INFO";

    // What is judged has an element per amplifier, axis or target type; longer lists stay in the document.
    private const int MostElements = 16;

    // A camera has fewer than twenty; a document may not fill the table with inventions.
    private const int MostTests = 200;
    private const int LongestKey = 64;

    /// <summary>The flavor, which a document without one is refused for.</summary>
    public Flavor Flavor => Document.Flavor!.Value;

    /// <summary>Name of the engine that wrote it.</summary>
    public string Engine => Document.Origin?.Engine ?? ForeignEngine;

    /// <summary>Version of that engine; empty when it does not say.</summary>
    public string EngineVersion => Document.Origin?.Version ?? Document.TextAt(GeneralInfo, "PROC_DESISPEC_VERSION") ?? string.Empty;

    /// <summary>When the camera was processed: as it says, or else when the file was written.</summary>
    public DateTimeOffset RanAt =>
        DateTimeOffset.TryParse(
            Document.TextAt(GeneralInfo, "QLrun_datime_UTC"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var ran
        ) && ran.Year is > 2000 and < 2100
            ? ran
            : WrittenAt;

    /// <summary>Takes a document, when it is what its name and place say.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="camera">Camera of its name.</param>
    /// <param name="relativePath">Its path within the tree.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="writtenAt">When it was written.</param>
    public static Result<ImportedDocument> Take(
        ImportFolder folder,
        CameraId camera,
        string relativePath,
        byte[] bytes,
        DateTimeOffset writtenAt
    )
    {
        if (!MergedQa.Read(bytes).TryGet(out var document, out var unread))
        {
            return unread.In(relativePath);
        }

        string? fault =
            document.Camera is { } says && says != camera ? $"it is of camera {says}"
            : document.Exposure is { } exposure && exposure != folder.Exposure ? $"it is of exposure {exposure}"
            : document.Night is { } night && night != folder.Night ? $"it is of night {night}"
            : document.Flavor is null ? "it names no flavor that QuickLook knows"
            : document.Stages.IsEmpty ? "it has no results"
            : null;
        return fault is null ? new ImportedDocument(camera, relativePath, bytes, writtenAt, document) : new Failure(fault, relativePath);
    }

    /// <summary>A number of GENERAL_INFO; null when it has none.</summary>
    /// <param name="key">Its key.</param>
    public double? Number(string key) => Document.ValuesAt(GeneralInfo, key) is { IsDefault: false, Length: 1 } values ? values[0] : null;

    /// <summary>The rows of the camera.</summary>
    /// <param name="site">Where it comes from, for the explanations.</param>
    /// <param name="mappings">Names of stages and tests, and what is followed over time.</param>
    public ImportedCamera ToRows(string site, MappingSet mappings)
    {
        var stages = mappings.Flavors.TryGetValue(Flavor, out var flavor) ? flavor.Stages : [];
        var tests = Tests(stages, site);
        return new ImportedCamera(
            Camera,
            Qualities.Worst(tests.Select(test => test.Record.Quality)),
            RanAt,
            [.. stages.Select(stage => StageOf(stage, tests))],
            [.. tests.Select(test => test.Record)],
            StoredDocuments.Compress(Bytes),
            Bytes.Length,
            RelativePath,
            StoredDocuments.Trends(Bytes, mappings.TrendMetrics.Values)
        );
    }

    private StageRecord StageOf(StageMapping stage, List<(string Stage, TestRecord Record)> tests)
    {
        var units = Math.Max(1, stage.Tests.Length);
        var isThere = Document.Stages.Contains(stage.Name);
        return new StageRecord(
            stage.Name,
            isThere ? "done" : "waiting",
            isThere ? units : 0,
            units,
            isThere ? RanAt : null,
            isThere ? RanAt : null,
            Qualities.Worst(tests.Where(test => test.Stage == stage.Name).Select(test => test.Record.Quality))
        );
    }

    private List<(string Stage, TestRecord Record)> Tests(ImmutableArray<StageMapping> stages, string site)
    {
        var tests = new List<(string Stage, TestRecord Record)>();
        foreach (var stage in Document.Stages.OrderBy(name => Place(stages, name)))
        {
            var mapped = stages.FirstOrDefault(each => each.Name == stage)?.Tests ?? [];
            var statuses = Document.StatusesOf(stage);
            foreach (var (key, quality) in statuses.OrderBy(status => Place(mapped, status.Key)))
            {
                if (
                    tests.Count < MostTests
                    && key.Length <= LongestKey
                    && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
                )
                {
                    tests.Add((stage, TestOf(stage, key, quality, mapped.FirstOrDefault(test => test.StatusKey == key), site)));
                }
            }
        }

        return tests;
    }

    private TestRecord TestOf(string stage, string key, Quality quality, TestMapping? mapped, string site)
    {
        var metric = mapped?.Metric ?? key[..^StatusEnding.Length];
        var values = Document.ValuesOf(stage, metric);
        return new TestRecord(
            mapped?.Test ?? metric,
            key,
            quality,
            ValueOf(values),
            quality == Quality.Normal ? null : $"judged {quality.Word() ?? "without a status"} at {site}",
            LimitText.Normal(metric, Document.LimitsOf(stage, metric), mapped?.Elements ?? [])
        );
    }

    private static JsonNode? ValueOf(ImmutableArray<double?> values) =>
        values switch
        {
            { IsDefaultOrEmpty: true } or { Length: > MostElements } => null,
            [var single] => single is { } number ? JsonValue.Create(number) : null,
            _ => new JsonArray([.. values.Select(value => value is { } number ? JsonValue.Create(number) : null)]),
        };

    private static int Place(ImmutableArray<StageMapping> stages, string name)
    {
        var index = stages.Select(stage => stage.Name).ToList().IndexOf(name);
        return index < 0 ? int.MaxValue : index;
    }

    private static int Place(ImmutableArray<TestMapping> tests, string key)
    {
        var index = tests.Select(test => test.StatusKey).ToList().IndexOf(key);
        return index < 0 ? int.MaxValue : index;
    }
}
