using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Randomness;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>The electronics of each camera. They are the same in every exposure, whatever its seed, and in every size.</summary>
internal static class CameraHardware
{
    private const double MeanBias = 150;
    private const double MeanReadNoise = 2.6;
    private const double DarkElectronsPerSecond = 0.0006;

    /// <summary>Offsets of the four amplifiers from the camera's mean; further apart than any drift, so that a swap shows.</summary>
    private static readonly double[] BiasSteps = [-15, -5, 5, 15];

    /// <summary>A camera of an exposure as it should be.</summary>
    /// <param name="camera">Which.</param>
    /// <param name="size">How large.</param>
    /// <param name="order">The exposure.</param>
    public static CameraSetup Setup(CameraId camera, InstrumentSize size, ExposureOrder order) =>
        new()
        {
            Camera = camera,
            Size = size,
            ExposureSeconds = order.ExposureSeconds,
            Amplifiers = AmplifiersOf(camera),
            Light = LightSetup.Of(order),
            FiberTransmission = [.. Enumerable.Repeat(1.0, size.FiberCount)],
            ShiftX = order.Conditions.ShiftX,
            ShiftY = order.Conditions.ShiftY,
            DarkCurrent = DarkElectronsPerSecond,
            CosmicRays = camera.Arm == Arm.B ? 30 : 60,
        };

    internal static ImmutableArray<AmplifierSetup> AmplifiersOf(CameraId camera)
    {
        var random = RandomStream.Of(RandomUse.Electronics, camera.Index);
        var steps = BiasSteps.ToArray();
        random.Shuffle(steps);
        var middle = MeanBias + (3 * random.Symmetric());
        var amplifiers = ImmutableArray.CreateBuilder<AmplifierSetup>(steps.Length);
        foreach (var amplifier in Instrument.Amplifiers.All)
        {
            var readNoise = MeanReadNoise + (0.15 * random.Symmetric());
            amplifiers.Add(
                new AmplifierSetup
                {
                    Amplifier = amplifier,
                    BiasLevel = middle + steps[(int)amplifier] + (0.8 * random.Symmetric()),
                    Gain = Math.Round(1.75 + (0.12 * random.Symmetric()), 4),
                    ReadNoise = readNoise,
                    ExpectedReadNoise = Math.Round(readNoise, 2),
                    DriftAmplitude = 0.12,
                }
            );
        }

        return amplifiers.MoveToImmutable();
    }
}
