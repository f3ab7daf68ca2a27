using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Faults;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>The file beside an exposure that says what was put in.</summary>
internal static class TruthDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    /// <param name="setup">The exposure.</param>
    /// <param name="cameras">Its cameras, in order.</param>
    public static string Of(ExposureSetup setup, IReadOnlyList<CameraTruth> cameras)
    {
        var order = setup.Order;
        var conditions = order.Conditions;
        var document = new JsonObject
        {
            ["night"] = order.Night.ToString(),
            ["header_night"] = setup.HeaderNight.ToString(),
            ["exposure"] = order.Exposure.Number,
            ["flavor"] = order.Flavor.Name(),
            ["program"] = order.Program.ToString(),
            ["observed_at"] = order.ObservedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["exposure_seconds"] = order.ExposureSeconds,
            ["tile"] = order.Tile,
            ["seed"] = order.Seed,
            ["size"] = setup.Instrument.Size.Name,
            ["fibermap"] = setup.HasFibermap,
            ["kept_fraction"] = setup.KeptFraction,
            ["conditions"] = new JsonObject
            {
                ["airmass"] = conditions.Airmass,
                ["seeing_arcsec"] = conditions.SeeingArcsec,
                ["transparency"] = conditions.Transparency,
                ["sky_continuum"] = conditions.SkyContinuum,
                ["sky_lines"] = conditions.SkyLines,
            },
            ["faults"] = new JsonArray([.. order.Faults.Select(fault => Fault(fault, order.Cameras))]),
            ["cameras"] = new JsonObject(
                cameras.Select(camera => KeyValuePair.Create(camera.Setup.Camera.ToString(), (JsonNode?)Camera(camera)))
            ),
        };
        return document.ToJsonString(Indented);
    }

    private static JsonObject Fault(SeededFault fault, IReadOnlyList<CameraId> cameras)
    {
        var entry = FaultCatalog.Of(fault.Kind);
        var struck = entry.CamerasOf(fault.Camera, [.. cameras.Distinct().Order()]).Or([]);
        return new JsonObject
        {
            ["name"] = entry.Name,
            ["cameras"] = new JsonArray([.. struck.Order().Select(camera => (JsonNode)camera.ToString())]),
            ["amount"] = entry.Amount is null ? null : entry.AmountOf(fault.Amount).Or(double.NaN),
            ["unit"] = entry.Amount?.Unit,
        };
    }

    private static JsonObject Camera(CameraTruth truth)
    {
        var setup = truth.Setup;
        return new JsonObject
        {
            ["amplifiers"] = new JsonObject(
                setup.Amplifiers.Select(amplifier =>
                    KeyValuePair.Create(amplifier.Amplifier.Letter().ToString(), (JsonNode?)Amplifier(amplifier))
                )
            ),
            ["wiring"] = string.Concat(setup.Wiring.Select(amplifier => amplifier.Letter())),
            ["pattern_adu"] = setup.Pattern?.Amplitude ?? 0,
            ["shift_x"] = setup.ShiftX,
            ["shift_y"] = setup.ShiftY,
            ["width_factor"] = setup.WidthFactor,
            ["dark_current"] = setup.DarkCurrent,
            ["stray_light"] = setup.StrayLight,
            ["light"] = new JsonObject
            {
                ["targets"] = setup.Light.Targets,
                ["sky_continuum"] = setup.Light.SkyContinuum,
                ["moon"] = setup.Light.Moon,
                ["sky_lines"] = setup.Light.SkyLines,
                ["flat_lamp"] = setup.Light.FlatLamp,
                ["arc_lamps"] = new JsonObject(
                    setup
                        .Light.ArcLamps.OrderBy(lamp => lamp.Key)
                        .Select(lamp => KeyValuePair.Create(lamp.Key.ToString().ToLowerInvariant(), (JsonNode?)lamp.Value))
                ),
            },
            ["dead_fibers"] = Numbers(truth.DeadFibers),
            ["dimmed_fibers"] = Numbers([
                .. Enumerable.Range(0, setup.FiberTransmission.Length).Where(fiber => setup.FiberTransmission[fiber] != 1),
            ]),
            ["cosmic_rays"] = truth.CosmicRays,
            ["hot_pixels"] = truth.HotPixels,
            ["dead_pixels"] = truth.DeadPixels,
        };
    }

    private static JsonObject Amplifier(AmplifierSetup amplifier) =>
        new()
        {
            ["bias_adu"] = amplifier.BiasLevel,
            ["gain"] = amplifier.Gain,
            ["read_noise"] = amplifier.ReadNoise,
            ["expected_read_noise"] = amplifier.ExpectedReadNoise,
            ["drift_adu"] = amplifier.DriftAmplitude,
            ["jump_adu"] = amplifier.JumpLevel,
            ["jump_at"] = amplifier.JumpAt,
            ["dead"] = amplifier.IsDead,
        };

    private static JsonArray Numbers(IReadOnlyList<int> numbers) => [.. numbers.Select(number => (JsonNode)number)];
}
