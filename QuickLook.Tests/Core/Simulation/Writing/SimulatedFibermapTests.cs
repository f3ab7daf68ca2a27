using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;
using static QuickLook.Tests.Core.Simulation.SimulationFolder;

namespace QuickLook.Tests.Core.Simulation.Writing;

public sealed class SimulatedFibermapTests : IDisposable
{
    private const long Elg = TargetBits.Elg;
    private const long Lrg = TargetBits.Lrg;
    private const long Qso = TargetBits.Qso;
    private const long Bgs = TargetBits.BrightGalaxy;
    private const long Mws = TargetBits.MilkyWay;

    private readonly SimulationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("dark", new[] { Elg, Lrg, Qso })]
    [InlineData("gray", new[] { Elg })]
    [InlineData("bright", new[] { Bgs, Mws })]
    public void Each_petal_has_all_targets_of_its_program_and_a_tenth_of_sky(string program, long[] bits)
    {
        var fibermap = Read(program, new CameraId(Arm.B, new Spectrograph(2)), new CameraId(Arm.B, new Spectrograph(5)));

        fibermap.Faults.ShouldBeEmpty();
        fibermap.Program.ShouldBe(new ObservingProgram(program));
        fibermap.Rows.Length.ShouldBe(200);
        foreach (var petal in new[] { new Spectrograph(2), new Spectrograph(5) })
        {
            FibermapRow[] rows = [.. fibermap.OfPetal(petal)];
            rows.Select(row => row.Fiber.LocalIndex).ShouldBe(Enumerable.Range(0, 100));
            rows.Count(row => row.IsSky).ShouldBe(10);
            rows.Where(row => row.IsSky).ShouldAllBe(row => row.Has(TargetBits.Sky) && row.FluxR == 0);
            rows.Count(row => row.IsStandard).ShouldBe(5);
            foreach (var bit in bits)
            {
                rows.Count(row => row.Has(bit)).ShouldBeGreaterThan(10);
            }

            rows.Where(row => !row.IsSky).ShouldAllBe(row => row.FluxG > 0 && row.FluxR > 0 && row.FluxZ > 0);
        }
    }

    [Fact]
    public void A_tile_has_the_same_targets_each_time_and_another_tile_others()
    {
        var order = Order(Flavor.Science, 1, B0) with { Tile = 11 };
        var first = Read(folder.Write(order).FibermapFile!);
        var again = Read(folder.Write(order with { Exposure = new ExposureId(8) }).FibermapFile!);
        var elsewhere = Read(folder.Write(order with { Exposure = new ExposureId(9), Tile = 12 }).FibermapFile!);

        again.Rows.Select(row => (row.Ra, row.FluxR)).ShouldBe(first.Rows.Select(row => (row.Ra, row.FluxR)));
        elsewhere.Rows.Select(row => (row.Ra, row.FluxR)).ShouldNotBe(first.Rows.Select(row => (row.Ra, row.FluxR)));
    }

    private Fibermap Read(string program, params CameraId[] cameras) =>
        Read(folder.Write(Order(Flavor.Science, 1, cameras) with { Program = new ObservingProgram(program) }).FibermapFile!);

    private static Fibermap Read(string path) => GoldenCamera.Succeed(Fibermap.Read(path));
}
