using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Detector;

namespace QuickLook.Tests.Core.Simulation.Detector;

public class CameraHardwareTests
{
    public static TheoryData<string> Cameras => [.. CameraId.All.Select(camera => camera.ToString())];

    [Theory]
    [MemberData(nameof(Cameras))]
    public void Amplifiers_are_alike_but_far_enough_apart_that_a_swap_shows(string name)
    {
        var camera = CameraId.Parse(name).Value;
        var amplifiers = CameraHardware.Setup(camera, InstrumentSize.Full, SimulationFolder.Order(Flavor.Zero, 1, camera)).Amplifiers;

        foreach (var one in amplifiers)
        {
            one.BiasLevel.ShouldBeInRange(130, 170);
            one.Gain.ShouldBeInRange(1.6, 1.9);
            one.ReadNoise.ShouldBeInRange(2.4, 2.8);
            foreach (var other in amplifiers.Where(other => other != one))
            {
                Math.Abs(one.BiasLevel - other.BiasLevel).ShouldBeGreaterThan(8);
            }
        }
    }
}
