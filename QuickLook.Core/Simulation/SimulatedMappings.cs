using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Core.Simulation.Light;

namespace QuickLook.Core.Simulation;

/// <summary>
/// Mapping files for a simulated instrument: the shipped ones, with what an observatory sets for its own hardware. Bias levels are those of each camera's
/// electronics, dead fibers are known; in a smaller size there are fewer counts per Angstrom and fewer fibers. Everything else is the same.
/// </summary>
public static class SimulatedMappings
{
    private const string CameraFile = "cameras.json";
    private const string Bias = "BIAS_AMP";
    private const double LargestBiasDrift = 4;
    private const double LargestTolerableBiasDrift = 8;

    /// <summary>Metrics in counts per Angstrom, whatever else their units say.</summary>
    private static readonly string[] PerAngstrom = ["SKYCONT", "PEAKCOUNT", "LAMP_LEVEL", "LAMP_PEAKS"];

    /// <summary>Metrics that are numbers of fibers.</summary>
    private static readonly string[] NumbersOfFibers = ["NGOODFIB", "CHECKARC"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the mapping files.</summary>
    /// <param name="shippedFolder">Folder of the shipped files; each <c>*.json</c> is taken.</param>
    /// <param name="size">Size of the instrument.</param>
    /// <param name="targetFolder">Where to write; made when absent, files of the same names are replaced.</param>
    /// <returns>Done; or which file cannot be read, is not JSON, or cannot be written.</returns>
    public static Result<Done> Write(string shippedFolder, InstrumentSize size, string targetFolder)
    {
        try
        {
            Directory.CreateDirectory(targetFolder);
            foreach (var path in Directory.EnumerateFiles(shippedFolder, "*.json"))
            {
                var name = Path.GetFileName(path);
                if (JsonNode.Parse(File.ReadAllBytes(path)) is not JsonObject content)
                {
                    return new Failure("a mapping file holds one JSON object", path);
                }

                Adapt(content, size);
                File.WriteAllText(Path.Combine(targetFolder, name), content.ToJsonString(Readable) + "\n");
            }

            File.WriteAllText(Path.Combine(targetFolder, CameraFile), Defects(size).ToJsonString(Readable) + "\n");
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"mapping files cannot be written for the simulated instrument: {problem.Message}", targetFolder);
        }
        catch (JsonException problem)
        {
            return new Failure($"a mapping file is not valid JSON: {problem.Message}", shippedFolder);
        }
    }

    private static void Adapt(JsonObject content, InstrumentSize size)
    {
        var tests = (content["step_list"] as JsonArray ?? [])
            .SelectMany(stage => stage?["qa_list"] as JsonArray ?? [])
            .OfType<JsonObject>();
        foreach (var test in tests)
        {
            if (test["limits"] is not JsonObject limits)
            {
                continue;
            }

            var metric = test["metric"]?.GetValue<string>() ?? string.Empty;
            if (metric == Bias)
            {
                limits["cameras"] = BiasLevels();
            }
            else if (PerAngstrom.Contains(metric))
            {
                Change(limits, value => value / size.DispersionFactor);
            }
            else if (NumbersOfFibers.Contains(metric))
            {
                var part = (double)size.FiberCount / FiberId.PerPetal;
                Change(limits, value => Math.Abs(value) * part is > 0 and < 1 ? Math.Sign(value) : Math.Round(value * part));
            }
        }
    }

    /// <summary>Changes every number of references and ranges, however they are given.</summary>
    private static void Change(JsonNode limits, Func<double, double> change)
    {
        switch (limits)
        {
            case JsonObject entries:
                foreach (var key in entries.Select(entry => entry.Key).ToArray())
                {
                    if (entries[key] is JsonValue number && number.TryGetValue(out double value))
                    {
                        entries[key] = change(value);
                    }
                    else if (entries[key] is { } inner)
                    {
                        Change(inner, change);
                    }
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is JsonValue number && number.TryGetValue(out double value))
                    {
                        items[i] = change(value);
                    }
                }

                break;
        }
    }

    private static JsonObject BiasLevels() =>
        new(
            CameraId.All.Select(camera =>
                KeyValuePair.Create(
                    camera.ToString(),
                    (JsonNode?)
                        new JsonObject
                        {
                            ["reference"] = new JsonArray([
                                .. CameraHardware.AmplifiersOf(camera).Select(amplifier => (JsonNode)Math.Round(amplifier.BiasLevel, 1)),
                            ]),
                            ["normal"] = new JsonArray(-LargestBiasDrift, LargestBiasDrift),
                            ["warning"] = new JsonArray(-LargestTolerableBiasDrift, LargestTolerableBiasDrift),
                        }
                )
            )
        );

    private static JsonObject Defects(InstrumentSize size)
    {
        var cameras = new JsonObject();
        foreach (var camera in CameraId.All)
        {
            if (FiberThroughput.DeadOf(camera.Spectrograph, size.FiberCount) is { Length: > 0 } dead)
            {
                cameras[camera.ToString()] = new JsonObject
                {
                    ["broken_fibers"] = new JsonArray([.. dead.Select(fiber => (JsonNode)fiber)]),
                    ["note"] = "dead since the instrument was built",
                };
            }
        }

        return cameras;
    }
}
