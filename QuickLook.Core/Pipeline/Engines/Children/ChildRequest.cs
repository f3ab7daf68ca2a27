using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Children;

/// <summary>A run as one line of JSON, for a child process of this same program. The mapping files go along, so that both judge by the same set.</summary>
internal static class ChildRequest
{
    private const string Night = "night";
    private const string Exposure = "exposure";
    private const string Camera = "camera";
    private const string FlavorName = "flavor";
    private const string RawFile = "raw";
    private const string Fibermap = "fibermap";
    private const string Expected = "expected";
    private const string IsArriving = "arriving";
    private const string Calibration = "calibration";
    private const string Output = "output";
    private const string Profile = "profile";
    private const string MappingFolder = "mapping_folder";
    private const string MappingHash = "mapping_hash";
    private const string MappingFiles = "mapping_files";

    /// <summary>Writes a run.</summary>
    public static string Write(CameraRunRequest request, EngineProfile profile) =>
        new JsonObject
        {
            [Night] = request.Night.ToString(),
            [Exposure] = request.Exposure.ToString(),
            [Camera] = request.Camera.ToString(),
            [FlavorName] = request.Flavor.Name(),
            [RawFile] = request.RawFile,
            [Fibermap] = request.FibermapFile,
            [Expected] = new JsonArray([.. request.ExpectedCameras.Select(camera => (JsonNode)camera.ToString())]),
            [IsArriving] = request.IsArriving,
            [Calibration] = request.CalibrationRoot,
            [Output] = request.OutputRoot,
            [Profile] = profile.Name,
            [MappingFolder] = request.Mappings.Directory,
            [MappingHash] = request.Mappings.Hash,
            [MappingFiles] = new JsonObject(
                request.Mappings.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)Convert.ToBase64String(file.Value.AsSpan())))
            ),
        }.ToJsonString();

    /// <summary>Reads a run.</summary>
    /// <returns>The run and the profile to run it with, or why the line is none.</returns>
    public static Result<(CameraRunRequest Request, EngineProfile Profile)> Read(string line)
    {
        try
        {
            var json = JsonNode.Parse(line) as JsonObject;
            return json is null ? new Failure("the request is not a JSON object") : Read(json);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new Failure($"the request cannot be read: {wrong.Message}");
        }
    }

    private static Result<(CameraRunRequest Request, EngineProfile Profile)> Read(JsonObject json)
    {
        if (!EngineProfile.Parse(Text(json, Profile)).TryGet(out var profile, out var failure))
        {
            return failure;
        }

        var files = json[MappingFiles]!
            .AsObject()
            .Select(file => KeyValuePair.Create(file.Key, ImmutableArray.Create(Convert.FromBase64String(file.Value!.GetValue<string>()))));
        var loaded = new MappingLoader(NativeEngine.Vocabulary).Load(files, Text(json, MappingFolder)).ToResult();
        if (!loaded.TryGet(out var mappings, out failure))
        {
            return failure;
        }

        if (mappings.Hash != Text(json, MappingHash))
        {
            return new Failure("the mapping files are not those that the run is to be judged by");
        }

        var request = new CameraRunRequest
        {
            Night = Instrument.Night.Parse(Text(json, Night)).Value,
            Exposure = ExposureId.Parse(Text(json, Exposure)).Value,
            Camera = CameraId.Parse(Text(json, Camera)).Value,
            Flavor = Flavors.Parse(Text(json, FlavorName)).Value,
            RawFile = Text(json, RawFile),
            FibermapFile = json[Fibermap]?.GetValue<string>(),
            ExpectedCameras = [.. json[Expected]!.AsArray().Select(camera => CameraId.Parse(camera!.GetValue<string>()).Value)],
            IsArriving = json[IsArriving]!.GetValue<bool>(),
            CalibrationRoot = Text(json, Calibration),
            OutputRoot = Text(json, Output),
            Mappings = mappings,
        };
        return (request, profile);
    }

    private static string Text(JsonObject json, string key) =>
        json[key]?.GetValue<string>() ?? throw new KeyNotFoundException($"'{key}' is missing");
}
