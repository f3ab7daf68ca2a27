using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Calc_XWSigma on Gaussian spots of known widths.</summary>
public sealed class LineWidthTests
{
    private readonly SpottedImage spots = new();

    [Theory]
    [InlineData(0.9, 1.1)]
    [InlineData(1.1, 1.3)]
    [InlineData(1.6, 1.6)]
    [InlineData(2.2, 2.2)]
    public void Widths_of_gaussian_spots_are_their_sigmas(double across, double along)
    {
        (spots.Across, spots.Along) = (across, along);

        var result = spots.Measure();

        // The fit is exact; the tails of neighbouring spots are not part of it.
        result.Numbers("XWSIGMA").ShouldBeNear([across, along], 0.01);
        result.Rows("XWSIGMA_FIB").SelectMany(row => row).Count(double.IsFinite).ShouldBe(8);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public void A_continuum_under_the_line_does_not_widen_it(double continuum)
    {
        spots.Continuum = continuum;

        spots.Measure().Numbers("XWSIGMA").ShouldBeNear([1.1, 1.3], 0.01);
    }

    [Fact]
    public void The_original_takes_the_continuum_for_a_part_of_the_line_7_2_no_7()
    {
        spots.Measure(original: true).Numbers("XWSIGMA").ShouldBeNear([1.1, 1.3], 0.01);

        spots.Continuum = 500;
        spots.Measure(original: true).Numbers("XWSIGMA")[1].ShouldBeGreaterThan(1.8);
    }

    [Fact]
    public void The_original_s_fit_without_a_level_gives_the_vector_B8()
    {
        using var image = Image(12, 18, 55, 102, 71, 25, 13);
        PixelStrip.TryAcross(image, 0, 0, new double[7], out var strip).ShouldBeTrue();

        LineWidthRule.Original.Measure(strip).ShouldBe(1.141265905618, 1e-6);
    }

    [Fact]
    public void A_spot_with_a_bad_pixel_is_skipped()
    {
        // Fiber 0: a masked pixel beside the spot at row 20, so that only the one at row 60 counts; fiber 1: a pixel without a variance at both.
        spots.Then = image =>
        {
            image.Mask[20, 12] = (ushort)CcdMask.Cosmic;
            image.Pixels[20, 12] = 0;
            image.InverseVariance[20, 25] = 0;
            image.InverseVariance[60, 25] = float.NaN;
        };

        var widths = spots.Measure().Rows("XWSIGMA_FIB");

        widths[0].ShouldBeNear([1.1, double.NaN, 1.1, 1.1], 0.01);
        widths[1].ShouldBeNear([1.3, double.NaN, 1.3, 1.3], 0.01);
    }

    [Fact]
    public void Strips_that_leave_the_image_are_skipped()
    {
        // Three pixels from the lower edge: the strip along the dispersion does not fit, the one across does.
        spots.Peaks = [6024];

        var result = spots.Measure();

        result.Numbers("XWSIGMA").ShouldBeNear([1.1, double.NaN], 0.01);
    }

    [Theory]
    [InlineData(5000.0)]
    [InlineData(6950.0)]
    [InlineData(double.NaN)]
    public void With_all_lines_outside_the_image_there_is_no_width(double peak)
    {
        spots.Peaks = [peak];

        foreach (var original in new[] { false, true })
        {
            var result = spots.Measure(original);

            result.Numbers("XWSIGMA").ShouldBe([double.NaN, double.NaN]);
            result.Texts("XWSIGMA_TEXT").ShouldHaveSingleItem().ShouldContain("no line");
        }
    }

    [Fact]
    public void A_fiber_without_light_has_no_width_at_its_place_and_is_absent_from_the_original_s_list()
    {
        spots.Amplitude = fiber => fiber == 1 ? 0 : 1000;
        spots.Across = spots.Along = 0.9;
        spots.Columns = [10.3, 28.4, 40.2, 50.1];
        spots.Then = image =>
        {
            foreach (var row in Enumerable.Range(0, image.Height))
            {
                image.Pixels.Row(row)[20..36].Clear();
            }
        };

        var result = spots.Measure();
        result.Rows("XWSIGMA_FIB")[0].ShouldBeNear([0.9, double.NaN, 0.9, 0.9], 0.01);
        result.Numbers("FIBER_NUMBERS").ShouldBe([1500, 1501, 1502, 1503]);
        result.FibersOf["XWSIGMA_FIB"].ShouldBe("FIBER_NUMBERS");

        spots.Then = image => image.Pixels.Span.Fill(float.NaN);
        spots.Measure(original: true).Rows("XWSIGMA_FIB")[0].ShouldBeEmpty();
        spots.Measure(original: true).Rows("XWSIGMA_FIBER_NUMBERS")[0].ShouldBeEmpty();
        spots.Measure().Numbers("XWSIGMA").ShouldBe([double.NaN, double.NaN]);
    }

    [Fact]
    public void Noise_is_no_line()
    {
        var random = new Random(1);
        spots.Amplitude = _ => 0;
        spots.Then = image =>
        {
            foreach (ref var pixel in image.Pixels.Span)
            {
                pixel = (float)(3 * ((random.NextDouble() * 2) - 1));
            }
        };

        spots.Measure().Rows("XWSIGMA_FIB").SelectMany(row => row).ShouldAllBe(width => double.IsNaN(width));
    }

    [Fact]
    public void A_fiber_that_is_known_to_be_broken_is_left_out()
    {
        spots.Broken.Add(2);

        spots.Measure().Rows("XWSIGMA_FIB")[0].ShouldBeNear([1.1, 1.1, double.NaN, 1.1], 0.01);
        spots.Measure(original: true).Rows("XWSIGMA_FIB")[0].Length.ShouldBe(4);
    }

    [Fact]
    public void Amplifiers_are_those_of_the_image()
    {
        // Row 20 lies on the lower amplifiers, row 60 on the upper ones; fibers 0 and 1 on the left ones. The dark fibers leave B and D empty.
        spots.Amplitude = fiber => fiber < 2 ? 1000 : 0;

        spots.Measure().Rows("XWSIGMA_AMP")[0].ShouldBeNear([1.1, double.NaN, 1.1, double.NaN], 0.01);
        spots.Measure().Rows("XWSIGMA_AMP")[1].ShouldBeNear([1.3, double.NaN, 1.3, double.NaN], 0.01);
    }

    [Fact]
    public void Two_amplifiers_have_two_widths()
    {
        spots.Amplifiers = [Amplifier.A, Amplifier.B];

        spots.Measure().Rows("XWSIGMA_AMP")[0].ShouldBeNear([1.1, 1.1], 0.01);
    }

    [Fact]
    public void The_original_tells_amplifiers_by_fixed_limits_and_repeats_the_last_width_7_2_no_7()
    {
        // All lines lie below row 2000 and all fibers below 240. A NaN pixel ends a fit; a fiber whose first fit fails has -1 until it has a width.
        spots.Measure(original: true).Rows("XWSIGMA_AMP")[0].ShouldBeNear([1.1, double.NaN, double.NaN, double.NaN], 0.01);

        spots.Then = image =>
        {
            foreach (var column in new[] { 10, 25, 40 })
            {
                image.Pixels[20, column] = float.NaN;
            }

            image.Pixels[60, 10] = image.Pixels[60, 25] = float.NaN;
        };
        spots.Measure(original: true).Rows("XWSIGMA_AMP")[0][0].ShouldBe(-1);
    }

    [Fact]
    public void Widths_above_the_limit_are_none()
    {
        spots.Measure(parameters: ("MAX_SIGMA", "1.2")).Numbers("XWSIGMA").ShouldBeNear([1.1, double.NaN], 0.01);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("7.5")]
    [InlineData("1000")]
    public void A_strip_that_is_too_short_or_too_long_is_refused(string range)
    {
        using var evidence = spots.Evidence();
        var parameters = new Dictionary<string, JsonNode> { ["PIXEL_RANGE"] = JsonNode.Parse(range)! };

        QualityTestCatalog.All["Calc_XWSigma"].Measure(evidence, parameters).Failure.ShouldNotBeNull().Place.ShouldBe("PIXEL_RANGE");
    }

    [Fact]
    public void The_strip_s_length_is_that_of_the_recipe()
    {
        spots.Across = spots.Along = 2.5;

        spots.Measure(parameters: ("PIXEL_RANGE", "11")).Numbers("XWSIGMA").ShouldBeNear([2.5, 2.5], 0.03);
    }

    private static CcdImage Image(params float[] pixels)
    {
        var image = new CcdImage
        {
            Camera = new CameraId(Arm.R, new Spectrograph(0)),
            Pixels = new Plane<float>(1, pixels.Length),
            InverseVariance = new Plane<float>(1, pixels.Length),
            Mask = new Plane<ushort>(1, pixels.Length),
            Amplifiers = [],
            CosmicPixels = 0,
            HeaderAdditions = [],
        };
        pixels.CopyTo(image.Pixels.Span);
        image.InverseVariance.Span.Fill(1);
        return image;
    }
}
