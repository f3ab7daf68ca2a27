using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.Reduction.Preprocessing;

public sealed class PixelCountsTests
{
    [Fact]
    public void Rows_of_whole_numbers_are_measured_as_pixel_by_pixel()
    {
        var random = new Random(20201107);
        for (var round = 0; round < 3000; round++)
        {
            var row = new float[random.Next(1, 100)];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = 1000 - (round % 1500) + random.Next(-3, 4) + (random.Next(40) == 0 ? random.Next(-50, 100) : 0);
            }

            PixelCounts.TryMeasure(row, out var counted).ShouldBeTrue();

            ShouldBeTheSame(counted, ClippedLevel.Of(Array.ConvertAll(row, pixel => (double)pixel), new double[row.Length]));
        }
    }

    [Fact]
    public void A_section_with_a_saturated_pixel_is_measured_as_pixel_by_pixel()
    {
        var random = new Random(20201108);
        using var raw = new Plane<float>(70, 90);
        var section = new DetectorSection(5, 10, 60, 64);
        var values = new List<double>();
        for (var row = section.Row; row < section.EndRow; row++)
        {
            for (var column = section.Column; column < section.EndColumn; column++)
            {
                raw[row, column] = random.Next(1795, 1806);
                raw[30, 40] = 65_535;
                values.Add(raw[row, column]);
            }
        }

        PixelCounts.TryMeasure(raw, section, out var counted).ShouldBeTrue();

        ShouldBeTheSame(counted, ClippedLevel.Of([.. values], new double[values.Count]));
    }

    [Theory]
    [InlineData(1000.5f)]
    [InlineData(2000f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-70_000f)]
    public void Other_pixels_are_left_to_the_general_measurement(float odd)
    {
        float[] row = [1000, 1001, 1002, odd, 1000];

        PixelCounts.TryMeasure(row, out _).ShouldBeFalse();
        PixelCounts.TryMeasure([], out _).ShouldBeFalse();
    }

    private static void ShouldBeTheSame(ClippedLevel counted, ClippedLevel expected)
    {
        counted.IsFallback.ShouldBe(expected.IsFallback);
        counted.Level.ShouldBe(expected.Level, 1e-11 * Math.Abs(expected.Level));
        counted.Noise.ShouldBe(expected.Noise, 1e-11 * (1 + expected.Noise));
    }
}
