using QuickLook.Core.Simulation.Optics;

namespace QuickLook.Tests.Core.Simulation.Optics;

public class LineProfileTests
{
    [Theory]
    [InlineData(20f, 1.1f)]
    [InlineData(20.37f, 1.1f)]
    [InlineData(19.5f, 0.6f)]
    [InlineData(20.9f, 2.8f)]
    public void No_light_is_lost_and_its_centre_is_where_it_was_put(float centre, float sigma)
    {
        var pixels = new float[41];
        LineProfile.Add(centre, sigma, 1000, pixels);

        pixels.Sum().ShouldBe(1000, 0.05);
        var moment = pixels.Select((value, i) => value * i).Sum() / pixels.Sum();
        moment.ShouldBe(centre, 0.001f);
        var variance = pixels.Select((value, i) => value * (i - moment) * (i - moment)).Sum() / pixels.Sum();

        // The core, 1 % of 2.2 times its width, and the pixel itself; wings beyond 6 sigma are cut.
        variance.ShouldBe((sigma * sigma * (0.99f + (0.01f * 2.2f * 2.2f))) + (1 / 12f), 0.02f * sigma * sigma);
    }

    [Fact]
    public void Light_beyond_the_edge_is_lost()
    {
        var pixels = new float[10];
        LineProfile.Add(-0.5f, 1, 100, pixels);
        LineProfile.Add(-20, 1, 100, pixels);
        LineProfile.Add(30, 1, 100, pixels);

        pixels.Sum().ShouldBe(50, 0.01);
    }
}
