using QuickLook.Core.Numerics;
using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class CentralWidthsTests
{
    [Fact]
    public void Widths_are_differences_of_the_percentiles_of_a_full_selection()
    {
        var random = new Random(20201107);
        for (var round = 0; round < 200; round++)
        {
            var values = new float[random.Next(1, 3000)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Sample(random, round % 4);
            }

            var widths = CentralWidths.Of(values, 68.2, 95.4, 100);

            double[] percentages = [68.2, 95.4, 100];
            for (var i = 0; i < percentages.Length; i++)
            {
                widths[i].ShouldBe(Percentile(values, 50 + (percentages[i] / 2)) - Percentile(values, 50 - (percentages[i] / 2)));
            }
        }
    }

    [Fact]
    public void Nothing_has_no_width() => CentralWidths.Of([], 68.2).ShouldBe([double.NaN]);

    // A distribution; one with far outliers; whole numbers; one value only.
    private static float Sample(Random random, int kind) =>
        kind switch
        {
            0 => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble()),
            1 => random.Next(100) == 0 ? random.Next(-100_000_000, 100_000_000) : (float)random.NextDouble(),
            2 => random.Next(-10, 10) * 1.7f,
            _ => 3,
        };

    private static double Percentile(float[] values, double percent) =>
        OrderStatistics.Percentile(Array.ConvertAll(values, value => (double)value), percent);
}
