using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Storage.History;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.History;

/// <summary>Makes camera runs of the past: values after the picture of a specimen, judged by the same rule and limits as real ones.</summary>
internal sealed class PastRuns(SpecimenShelf shelf, PastValues values, MappingSet mappings)
{
    // Trends hold one element per amplifier or axis; what is longer is not followed.
    private const int MostElements = 16;
    private const string KnownBroken = "N_KNOWN_BROKEN_FIBERS";

    /// <summary>One camera of an exposure.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="startedAt">When its run began.</param>
    /// <param name="withDocument">True to write its merged document too.</param>
    /// <returns>The run; null when there is no specimen of the flavor.</returns>
    public PastCameraRun? Make(ExposureOrder exposure, CameraId camera, DateTimeOffset startedAt, bool withDocument)
    {
        if (
            shelf.Find(camera.Arm, exposure.Flavor, exposure.Program) is not { } specimen
            || !mappings.Flavors.TryGetValue(exposure.Flavor, out var mapping)
        )
        {
            return null;
        }

        var defects = mappings.DefectsOf(camera);
        var judge = new TestJudge(camera, exposure.Flavor, exposure.Program, EngineProfile.QuickLook.Rule, defects);
        var metrics = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var limits = new JsonObject { [KnownBroken] = defects.BrokenFibers.Count };
        var tests = ImmutableArray.CreateBuilder<TestRecord>(specimen.Tests.Length);
        foreach (var record in specimen.Tests)
        {
            tests.Add(Judge(record, specimen, mapping, exposure, camera, judge, metrics, limits));
        }

        var verdicts = tests.MoveToImmutable();
        var document = withDocument ? new PastDocument(specimen, exposure, camera, defects, shelf.Field).Write(metrics, limits) : default;
        return new PastCameraRun
        {
            Camera = camera,
            State = RunState.Succeeded,
            Quality = Qualities.Worst(verdicts.Select(test => test.Quality)),
            StartedAt = startedAt,
            EndedAt = startedAt + specimen.Duration,
            Stages = [.. specimen.Stages.Select(stage => Moved(stage, startedAt - specimen.StartedAt, mapping, verdicts))],
            Tests = verdicts,
            Trends = mappings.TrendMetrics.ToImmutableDictionary(trend => trend.Key, trend => Trend(trend.Value, metrics, exposure)),
            Document = document.Body,
            DocumentPlainBytes = document.PlainBytes,
        };
    }

    private TestRecord Judge(
        TestRecord record,
        Specimen specimen,
        FlavorMapping flavor,
        ExposureOrder exposure,
        CameraId camera,
        TestJudge judge,
        Dictionary<string, JsonNode?> metrics,
        JsonObject limits
    )
    {
        var mapping = flavor.Stages.SelectMany(stage => stage.Tests).FirstOrDefault(test => test.StatusKey == record.StatusKey);
        if (mapping is null || record.Quality == Quality.None || !specimen.Results.TryGetValue(record.Test, out var measured))
        {
            return record;
        }

        var result = values.Vary(specimen, measured, mapping, exposure, camera);
        var verdict = judge.Judge(mapping, result);
        judge.WriteLimits(mapping, result, limits);
        var value = result.Metrics[mapping.Metric];
        metrics[mapping.Metric] = value;
        metrics[mapping.StatusKey] = verdict.Quality.Word();
        return record with
        {
            Quality = verdict.Quality,
            Value = value,
            Explanation = verdict.Quality == Quality.Normal ? null : verdict.Sentence,
            Limits = judge.LimitsOf(mapping, result),
        };
    }

    private static StageRecord Moved(StageRecord stage, TimeSpan by, FlavorMapping flavor, ImmutableArray<TestRecord> verdicts)
    {
        var keys = flavor.Stages.FirstOrDefault(each => each.Name == stage.Name)?.Tests.Select(test => test.StatusKey).ToHashSet() ?? [];
        return stage with
        {
            StartedAt = stage.StartedAt + by,
            EndedAt = stage.EndedAt + by,
            Quality = Qualities.Worst(verdicts.Where(test => keys.Contains(test.StatusKey)).Select(test => test.Quality)),
        };
    }

    private static ImmutableArray<double?> Trend(TrendMetric trend, Dictionary<string, JsonNode?> metrics, ExposureOrder exposure)
    {
        if (trend.Path is [MergedQaKeys.GeneralInfo, var key])
        {
            return key switch
            {
                "AIRMASS" when exposure.Flavor == Flavor.Science => [exposure.Conditions.Airmass],
                "SEEING" when exposure.Flavor == Flavor.Science => [exposure.Conditions.SeeingArcsec],
                "EXPTIME" => [exposure.ExposureSeconds],
                _ => [null],
            };
        }

        return metrics.GetValueOrDefault(trend.Path[^1]) switch
        {
            JsonArray { Count: > 0 and <= MostElements } array => [.. array.Select(Number)],
            JsonValue value => [Number(value)],
            _ => [null],
        };
    }

    private static double? Number(JsonNode? node) =>
        node switch
        {
            JsonValue value when value.TryGetValue(out double number) && double.IsFinite(number) => number,
            JsonValue value when value.TryGetValue(out int whole) => whole,
            _ => null,
        };
}
