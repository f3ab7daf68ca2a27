using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Optics;

namespace QuickLook.Tests.Core.Simulation.Optics;

public class CameraOpticsTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var size in InstrumentSize.All)
            {
                foreach (var camera in CameraId.All)
                {
                    all.Add(size.Name, camera.ToString());
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_trace_lies_on_the_CCD_with_its_neighbours_apart_and_reaches_beyond_both_ends(string size, string camera)
    {
        var optics = Of(size, camera);
        for (var fiber = 0; fiber < optics.Fibers; fiber++)
        {
            optics.YAt(fiber, -1).ShouldBeLessThan(-0.5);
            optics.YAt(fiber, 1).ShouldBeGreaterThan(optics.Rows - 0.5);
            for (var reduced = -1.0; reduced <= 1; reduced += 0.25)
            {
                var x = optics.XAt(fiber, reduced);
                x.ShouldBeInRange(7, optics.Columns - 8);
                if (fiber > 0)
                {
                    (x - optics.XAt(fiber - 1, reduced)).ShouldBeGreaterThan(7.5);
                }
            }
        }
    }

    [Theory]
    [InlineData("full", "b0")]
    [InlineData("demo", "r4")]
    [InlineData("tiny", "z9")]
    public void Row_and_wavelength_are_each_others_inverse(string size, string camera)
    {
        var optics = Of(size, camera);
        for (var fiber = 0; fiber < optics.Fibers; fiber += 7)
        {
            for (var row = 0.0; row < optics.Rows; row += optics.Rows / 9.0)
            {
                var reduced = optics.ReducedAt(fiber, row);
                optics.YAt(fiber, reduced).ShouldBe(row, 1e-6);
                var step = 1e-5;
                var slope = (optics.YAt(fiber, reduced + step) - optics.YAt(fiber, reduced - step)) / (2 * step);
                optics.Dispersion(fiber, reduced).ShouldBe(optics.Arm.Range / 2 / slope, 1e-6);
            }
        }
    }

    [Fact]
    public void Bundles_of_25_fibers_have_gaps_between_them()
    {
        var optics = Of("full", "r0");
        var within = optics.XAt(24, 0) - optics.XAt(23, 0);
        var between = optics.XAt(25, 0) - optics.XAt(24, 0);

        between.ShouldBeGreaterThan(1.5 * within);
    }

    private static CameraOptics Of(string size, string camera) => new(CameraId.Parse(camera).Value, InstrumentSize.Parse(size).Value);
}
