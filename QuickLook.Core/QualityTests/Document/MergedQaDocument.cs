using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>Builds the merged document of one camera's run out of its step records (pipeline.md 5.2 and 5.3).</summary>
public static class MergedQaDocument
{
    private const string Initialize = "INITIALIZE";

    /// <summary>Builds the document.</summary>
    /// <param name="night">The night that was asked for.</param>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="flavor">The flavor of the recipe.</param>
    /// <param name="records">A record per step that was started, in order. They are taken apart; do not use them afterwards.</param>
    /// <param name="defects">What is known to be broken and was left out of judgement.</param>
    /// <param name="origin">Who made it.</param>
    /// <returns>The document; see <see cref="MergedQaText"/> for its text.</returns>
    public static JsonObject Build(
        Night night,
        ExposureId exposure,
        CameraId camera,
        Flavor flavor,
        IEnumerable<StepRecord> records,
        KnownDefects defects,
        MergedQaOrigin origin
    )
    {
        var steps = new Dictionary<string, StepRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            steps[record.Step.ToUpperInvariant()] = record;
        }

        var versions = TakeVersions(steps.Values);
        var info = steps.TryGetValue(Initialize, out var initialize) ? initialize.Metrics : [];
        MergedQaMoves.Prune(steps, info[MergedQaKeys.Program]?.ToString() ?? string.Empty);
        var tasks = MergedQaMoves.ToTasks(steps);
        foreach (var (key, version) in versions)
        {
            info[key] = version;
        }

        WriteDefects(defects, camera.Spectrograph, info);
        info[MergedQaKeys.EngineVersion] ??= origin.Version;
        info[MergedQaKeys.Origin] = new JsonObject
        {
            [MergedQaKeys.OriginEngine] = origin.Engine,
            [MergedQaKeys.OriginVersion] = origin.Version,
            [MergedQaKeys.OriginMappingHash] = origin.MappingHash,
            [MergedQaKeys.OriginStatusRule] = origin.StatusRule,
            [MergedQaKeys.OriginProfile] = origin.Profile,
        };
        return new JsonObject
        {
            [MergedQaKeys.Night] = night.ToString(),
            [MergedQaKeys.Exposure] = exposure.Number,
            [MergedQaKeys.Camera] = camera.ToString(),
            [MergedQaKeys.Flavor] = flavor.ConfigurationName(),
            [MergedQaKeys.GeneralInfo] = info,
            [MergedQaKeys.Tasks] = tasks,
        };
    }

    /// <summary>Fibers by their numbers in the whole focal plane, amplifiers by letter; a key only where there is something to say.</summary>
    private static void WriteDefects(KnownDefects defects, Spectrograph petal, JsonObject info)
    {
        if (!defects.BrokenFibers.IsEmpty)
        {
            info[MergedQaKeys.BrokenFibers] = new JsonArray([
                .. defects.BrokenFibers.Select(fiber => (JsonNode)new FiberId(petal, fiber).Number),
            ]);
        }

        if (!defects.BrokenAmplifiers.IsEmpty)
        {
            info[MergedQaKeys.BrokenAmplifiers] = new JsonArray([
                .. defects.BrokenAmplifiers.Select(amplifier => (JsonNode)amplifier.Letter().ToString()),
            ]);
        }
    }

    /// <summary>Takes the first of each version key out of all records; null where nobody has one.</summary>
    private static Dictionary<string, JsonNode?> TakeVersions(IEnumerable<StepRecord> steps)
    {
        string[] keys = [MergedQaKeys.HeaderVersion, MergedQaKeys.ProcessingVersion, MergedQaKeys.EngineVersion];
        var versions = keys.ToDictionary(key => key, _ => (JsonNode?)null, StringComparer.Ordinal);
        foreach (var container in steps.SelectMany(step => new[] { step.Metrics, step.Parameters }))
        {
            foreach (var key in keys)
            {
                if (container.TryGetPropertyValue(key, out var version))
                {
                    container.Remove(key);
                    versions[key] ??= version;
                }
            }
        }

        return versions;
    }
}
