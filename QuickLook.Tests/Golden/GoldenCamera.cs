using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Golden;

/// <summary>One camera of a golden exposure, and what the original computed for it.</summary>
public sealed record GoldenCamera(GoldenSet Set, int Exposure, CameraId Camera)
{
    /// <summary>All camera exposures of both sets.</summary>
    public static IReadOnlyList<GoldenCamera> All { get; } =
    [
        .. from exposure in new[] { 101, 102, 103, 104 } from name in new[] { "b0", "r0", "z0" } select Of("A", exposure, name),
        .. from exposure in new[] { 202, 203, 204 } select Of("B", exposure, "r0"),
    ];

    public static GoldenCamera Of(string set, int exposure, string camera) =>
        new(set == "A" ? GoldenSet.A : GoldenSet.B, exposure, CameraId.Parse(camera).Value);

    /// <summary>Preprocesses it and gives everything that quality tests look at.</summary>
    public CameraEvidence Preprocess(PreprocessingOptions? options = null, List<ReductionNote>? notes = null)
    {
        using var exposure = Succeed(RawExposure.Open(Set.RawFile(Exposure)));
        using var raw = Succeed(exposure.ReadCamera(Camera));
        var calibration = Succeed(CalibrationLookup.Find(Set.CalibrationRoot, Camera, raw.Identity, exposure.Metadata));
        return new CameraEvidence
        {
            Night = Set.Night,
            Exposure = new ExposureId(Exposure),
            Camera = Camera,
            Flavor = exposure.Metadata.Flavor.ShouldNotBeNull(),
            Metadata = exposure.Metadata,
            Identity = raw.Identity,
            Image = Succeed(
                Preprocessor.Run(
                    raw,
                    exposure.Metadata,
                    calibration,
                    options ?? PreprocessingOptions.QuickLook,
                    note => notes?.Add(note),
                    CancellationToken.None
                )
            ),
        };
    }

    /// <summary>What the original's quality test gave: METRICS and PARAMS.</summary>
    public JsonObject Expected(string test)
    {
        // The original writes the bare token NaN, which is not JSON.
        var text = File.ReadAllText(Set.ExpectedTest(Camera.ToString(), Exposure, test)).Replace("NaN", "null", StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonObject>(text).ShouldNotBeNull();
    }

    /// <summary>A metric of the original as numbers.</summary>
    public double[] ExpectedMetric(string test, string metric) => Numbers(Expected(test)["METRICS"]?[metric]);

    /// <summary>The lines of the original's log that contain a text, once each (it logs many lines twice).</summary>
    public IReadOnlyList<string> ExpectedLogLines(string text) =>
        [
            .. File.ReadLines(Set.ExpectedLog(Camera.ToString(), Exposure))
                .Where(line => line.StartsWith("INFO:", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal)),
        ];

    public static double[] Numbers(JsonNode? node) => [.. node.ShouldBeOfType<JsonArray>().Select(item => item!.GetValue<double>())];

    public static T Succeed<T>(Result<T> result)
    {
        result.Failure?.ToString().ShouldBeNull();
        return result.Value;
    }

    public override string ToString() => $"{Set.Name} {Camera} {Exposure}";
}
