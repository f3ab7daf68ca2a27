using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.Reduction.Preprocessing;

public sealed class CosmicRaysTests
{
    /// <summary>The first release's gradients and factors (pipeline.md 3.2.3, [P] r), which vector B13 was computed with.</summary>
    private static readonly CosmicRayParameters FirstRelease = new()
    {
        Gradients = [0.39508155, 0.2951822, 0.13044542, 0.14904523],
        GradientFactor = 0.8,
        GrowthGradientFactor = 1,
        MaximumRounds = 30,
        CloseGaps = false,
    };

    [Fact]
    public void Pixels_of_the_test_vector_are_rejected()
    {
        // pipeline.md, appendix B13, before dilation.
        Reject(Vector(), FirstRelease with { Dilate = false })
            .ShouldBe([(3, 4), (4, 3), (4, 4), (4, 5), (5, 4), (8, 9), (8, 10)], ignoreOrder: true);
    }

    [Fact]
    public void Dilation_adds_the_neighbours_of_each_hit()
    {
        // pipeline.md, appendix B13, after dilation.
        Reject(Vector(), FirstRelease).Count.ShouldBe(33);
    }

    [Fact]
    public void A_point_of_light_is_spared_and_a_single_pixel_is_not()
    {
        // A Gaussian of 1.1 pixels, as a fiber makes it, against one pixel of the same height.
        var pixels = new float[32, 32];
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 32; x++)
            {
                pixels[y, x] = (float)(2000 * Math.Exp(-(((y - 10) * (y - 10)) + ((x - 10) * (x - 10))) / (2 * 1.1 * 1.1)));
            }
        }

        pixels[22, 21] = 2000;

        Reject(pixels, CosmicRayParameters.For(Arm.R) with { Dilate = false }).ShouldBe([(22, 21)]);
    }

    [Fact]
    public void Masked_pixels_are_neither_hits_nor_evidence()
    {
        var pixels = new float[32, 32];
        pixels[10, 10] = 5000;
        pixels[20, 20] = 5000;

        Reject(pixels, CosmicRayParameters.For(Arm.B) with { Dilate = false }, (10, 10)).ShouldBe([(20, 20)]);
    }

    [Fact]
    public void A_gap_of_a_straight_track_is_closed()
    {
        var pixels = new float[32, 32];
        pixels[15, 8] = 5000;
        pixels[15, 15] = 5000;

        var hits = Reject(pixels, CosmicRayParameters.For(Arm.B));

        hits.ShouldContain((15, 12));
        Reject(pixels, CosmicRayParameters.For(Arm.B) with { CloseGaps = false }).ShouldNotContain((15, 12));
    }

    [Fact]
    public void The_border_is_never_tested()
    {
        var pixels = new float[16, 16];
        pixels[0, 7] = 5000;
        pixels[15, 7] = 5000;
        pixels[7, 0] = 5000;
        pixels[7, 15] = 5000;

        Reject(pixels, CosmicRayParameters.For(Arm.Z)).ShouldBeEmpty();
    }

    [Fact]
    public void An_image_too_small_to_have_an_inside_has_no_hits()
    {
        Reject(new float[2, 2], CosmicRayParameters.For(Arm.B)).ShouldBeEmpty();
        Reject(new float[1, 40], CosmicRayParameters.For(Arm.B)).ShouldBeEmpty();
    }

    private static float[,] Vector()
    {
        var pixels = new float[16, 16];
        for (var i = 0; i < 16; i++)
        {
            for (var j = 0; j < 16; j++)
            {
                pixels[i, j] = (((7 * i) + (3 * j)) % 5) - 2;
            }
        }

        (pixels[8, 9], pixels[8, 10], pixels[4, 4], pixels[4, 5]) = (500, 80, 60, 55);
        (pixels[3, 4], pixels[5, 4], pixels[4, 3]) = (50, 52, 53);
        return pixels;
    }

    private static List<(int Row, int Column)> Reject(
        float[,] values,
        CosmicRayParameters parameters,
        params (int Row, int Column)[] masked
    )
    {
        var (height, width) = (values.GetLength(0), values.GetLength(1));
        using var pixels = new Plane<float>(height, width);
        using var inverseVariance = new Plane<float>(height, width);
        using var mask = new Plane<ushort>(height, width);
        inverseVariance.Span.Fill(1f / 9);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                pixels[y, x] = values[y, x];
            }
        }

        foreach (var (row, column) in masked)
        {
            mask[row, column] = (ushort)CcdMask.Hot;
        }

        var count = CosmicRays.Mask(pixels, inverseVariance, mask, parameters, _ => { }, CancellationToken.None);
        var hits = new List<(int, int)>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if ((mask[y, x] & (ushort)CcdMask.Cosmic) != 0)
                {
                    hits.Add((y, x));
                }
            }
        }

        hits.Count.ShouldBe(count);
        return hits;
    }
}
