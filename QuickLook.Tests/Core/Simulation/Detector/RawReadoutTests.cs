using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Tests.Core.Simulation.Detector;

public class RawReadoutTests
{
    private static readonly CameraId Camera = new(Arm.B, new Spectrograph(3));
    private static readonly RawGeometry Geometry = new(40, 60, 4);

    private static CameraSetup Quiet =>
        Setup() with
        {
            Amplifiers =
            [
                .. Setup()
                    .Amplifiers.Select(amplifier =>
                        amplifier with
                        {
                            BiasLevel = 100 * (1 + (int)amplifier.Amplifier),
                            Gain = 1,
                            ReadNoise = 1e-6,
                            DriftAmplitude = 0,
                        }
                    ),
            ],
        };

    [Fact]
    public void Each_pixel_is_read_by_the_amplifier_of_its_quarter()
    {
        using var image = new Plane<float>(40, 60);
        var raw = Read(Quiet, image);

        foreach (var amplifier in Amplifiers.All)
        {
            var level = 100 * (1 + (int)amplifier);
            var data = Geometry.Data(amplifier);
            raw[data.Row, data.Column].ShouldBe(level);
            raw[data.EndRow - 1, data.EndColumn - 1].ShouldBe(level);
            raw[Geometry.Bias(amplifier).Row, Geometry.Bias(amplifier).Column].ShouldBe(level);
        }
    }

    [Fact]
    public void A_pixel_of_the_CCD_stands_where_the_header_says()
    {
        using var image = new Plane<float>(40, 60);
        image[3, 5] = 1e9f;
        image[39, 58] = 1e9f;
        var raw = Read(Quiet, image);

        raw[Geometry.Data(Amplifier.A).Row + 3, Geometry.Data(Amplifier.A).Column + 5].ShouldBe(ushort.MaxValue);
        raw[Geometry.Data(Amplifier.D).Row + 19, Geometry.Data(Amplifier.D).Column + 28].ShouldBe(ushort.MaxValue);
        Count(raw, ushort.MaxValue).ShouldBe(2);
    }

    [Fact]
    public void Swapped_amplifiers_stand_in_each_others_place()
    {
        using var image = new Plane<float>(40, 60);
        var raw = Read(Quiet with { Wiring = [Amplifier.C, Amplifier.B, Amplifier.A, Amplifier.D] }, image);

        raw[Geometry.Data(Amplifier.A).Row, Geometry.Data(Amplifier.A).Column].ShouldBe(300);
        raw[Geometry.Data(Amplifier.C).Row, Geometry.Data(Amplifier.C).Column].ShouldBe(100);
        raw[Geometry.Data(Amplifier.B).Row, Geometry.Data(Amplifier.B).Column].ShouldBe(200);
    }

    [Fact]
    public void A_dead_amplifier_reads_one_level_everywhere()
    {
        using var image = new Plane<float>(40, 60);
        image.Span.Fill(500);
        var setup = Setup().With(Amplifier.B, amplifier => amplifier with { IsDead = true, BiasLevel = 12, DriftAmplitude = 0 });
        var raw = Read(setup, image);

        Count(raw, 12).ShouldBe(Geometry.ReadRows * Geometry.ReadColumns);
    }

    [Fact]
    public void A_jump_lifts_the_rows_that_are_read_later()
    {
        using var image = new Plane<float>(40, 60);
        var raw = Read(Quiet.With(Amplifier.C, amplifier => amplifier with { JumpLevel = 7, JumpAt = 0.5 }), image);

        // The upper amplifiers read from the top down.
        raw[Geometry.RawRows - 2, 10].ShouldBe(300);
        raw[Geometry.ReadRows + 1, 10].ShouldBe(307);
    }

    [Fact]
    public void Interference_goes_through_light_sensitive_and_overscan_pixels_alike()
    {
        using var image = new Plane<float>(40, 60);
        var raw = Read(Quiet with { Pattern = new PatternNoise(20, 16, 1000) }, image);

        for (var column = 0; column + 16 < Geometry.ReadColumns; column++)
        {
            Math.Abs(raw[5, column] - raw[5, column + 16]).ShouldBeLessThanOrEqualTo(1);
        }

        Enumerable.Range(0, Geometry.ReadColumns).Max(column => raw[5, column]).ShouldBe(120);
    }

    [Fact]
    public void The_noise_of_the_light_grows_with_its_square_root()
    {
        using var image = new Plane<float>(40, 60);
        image.Span.Fill(10_000);
        var raw = Read(Quiet, image);

        double[] values = [.. Enumerable.Range(0, 20 * 30).Select(i => (double)raw[1 + (i / 30), 4 + (i % 30)])];
        var mean = values.Average();
        mean.ShouldBe(10_100, 20);

        // 600 pixels: the standard deviation is good to 3 %.
        Math.Sqrt(values.Average(value => (value - mean) * (value - mean))).ShouldBe(100, 10);
    }

    private static CameraSetup Setup() => CameraHardware.Setup(Camera, InstrumentSize.Tiny, SimulationFolder.Order(Flavor.Zero, 1, Camera));

    private static int[,] Read(CameraSetup setup, Plane<float> image)
    {
        var readout = new RawReadout(setup, Geometry, image, ushort.MaxValue, key: 42);
        var raw = new int[Geometry.RawRows, Geometry.RawColumns];
        var row = new int[Geometry.RawColumns];
        for (var y = 0; y < Geometry.RawRows; y++)
        {
            readout.Read(y, row);
            for (var x = 0; x < row.Length; x++)
            {
                raw[y, x] = row[x];
            }
        }

        return raw;
    }

    private static int Count(int[,] raw, int value) => raw.Cast<int>().Count(pixel => pixel == value);
}
