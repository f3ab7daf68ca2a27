using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Reduction.Extraction;

public sealed class BoxcarExtractionTests
{
    // pipeline.md B4.
    private static readonly (double[] X, double[] Y) Trace = ([10.2, 0.3, 0.05], [19.0, 22.0, 0.5]);

    [Theory]
    [InlineData(1, 1008.4677419354839, 344.306666666656, 0.00653267615579)]
    [InlineData(4, 1015.652557319224, 441.0, 0.00509338206681)]
    [InlineData(5, 1018.0335097001764, 0, 0)]
    [InlineData(6, 1020.4144620811287, 499.800000000018, 0.00452428909845)]
    [InlineData(0, 1006.0483870967741, 315.373333333309, 0.00708629277916)]
    [InlineData(20, 1052.8198653198654, 954.800000000009, 0.00231316133283)]
    [InlineData(39, 1094.642857142857, 1633.333333333358, 0.00128875574928)]
    public void Rows_equal_the_vector_of_the_specification(int row, double wavelength, double flux, double inverseVariance)
    {
        using var image = Ramp();
        image.Mask[5, 10] = 1;

        using var spectra = GoldenCamera.Succeed(Extract(image, DrawnImage.Traces(1000, 1100, 40, Trace)));

        spectra.Wavelength[0, row].ShouldBe(wavelength, 1e-9);
        ((double)spectra.Flux[0, row]).ShouldBe(flux, (1e-6 * flux) + 1e-12);
        ((double)spectra.InverseVariance[0, row]).ShouldBe(inverseVariance, (1e-6 * inverseVariance) + 1e-12);
    }

    [Fact]
    public void A_fiber_that_leaves_the_ccd_has_no_weight_there_instead_of_light_from_the_other_side_7_2_no_13()
    {
        using var image = Ramp();

        using var spectra = GoldenCamera.Succeed(Extract(image, DrawnImage.Traces(1000, 1100, 40, ([2.0, 3.0, 0.0], Trace.Y))));

        spectra.InverseVariance[0, 0].ShouldBe(0);
        spectra.Flux[0, 0].ShouldBe(0);
        spectra.InverseVariance[0, 39].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_image_that_is_masked_all_over_gives_spectra_without_weight()
    {
        using var image = Ramp();
        image.Mask.Span.Fill(8);

        using var spectra = GoldenCamera.Succeed(Extract(image, DrawnImage.Traces(1000, 1100, 40, Trace)));

        spectra.InverseVariance.Span.ToArray().ShouldAllBe(weight => weight == 0);
        spectra.Flux.Span.ToArray().ShouldAllBe(flux => flux == 0);
    }

    [Fact]
    public void A_pixel_that_is_not_a_number_voids_its_row_only()
    {
        using var image = Ramp();
        image.Pixels[10, 10] = float.NaN;

        using var spectra = GoldenCamera.Succeed(Extract(image, DrawnImage.Traces(1000, 1100, 40, Trace)));

        spectra.InverseVariance[0, 10].ShouldBe(0);
        spectra.Flux.Span.ToArray().ShouldAllBe(flux => float.IsFinite(flux));
        spectra.InverseVariance.Span.ToArray().Count(weight => weight == 0).ShouldBe(1);
    }

    [Fact]
    public void A_trace_that_runs_backwards_is_refused_with_its_fiber()
    {
        using var image = Ramp();

        Extract(image, DrawnImage.Traces(1000, 1100, 40, Trace, (Trace.X, [19.0, -22.0, 0.5])))
            .Failure.ShouldNotBeNull()
            .Reason.ShouldContain("fiber 1 ");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(99)]
    public void A_width_that_is_no_width_is_refused(int width)
    {
        using var image = Ramp();

        BoxcarExtraction
            .Extract(image, DrawnImage.Traces(1000, 1100, 40, Trace), [new FiberId(0)], FitsHeader.Empty, width, CancellationToken.None)
            .Failure.ShouldNotBeNull()
            .Place.ShouldBe("FullWidth");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(15)]
    public void Every_width_sums_its_pixels_and_their_variances(int width)
    {
        using var image = DrawnImage.Of(40, 50, (y, x) => 100 + (10 * y) + (x * x), pixel => 1 / (pixel + 9));
        image.InverseVariance[7, 20] = 0;

        using var spectra = GoldenCamera.Succeed(
            BoxcarExtraction.Extract(
                image,
                DrawnImage.Traces(1000, 1100, 40, ([20.0, 0.3, 0.05], Trace.Y)),
                [new FiberId(0)],
                FitsHeader.Empty,
                width,
                CancellationToken.None
            )
        );

        // The trace stays within pixel 19 to 20, so that the window begins at half a width before either.
        for (var row = 1; row < 40; row++)
        {
            var step = spectra.Wavelength[0, row] - spectra.Wavelength[0, row - 1];
            var sums = new[] { 19, 20 }.Select(centre => Enumerable.Range(centre - (width / 2), width)).ToArray();
            var expected = sums.Select(columns => columns.Sum(x => (double)image.Pixels[row, x]) / step).ToArray();
            var variances = sums.Select(columns => columns.Sum(x => 1.0 / image.InverseVariance[row, x])).ToArray();
            var k = Math.Abs(spectra.Flux[0, row] - expected[0]) < Math.Abs(spectra.Flux[0, row] - expected[1]) ? 0 : 1;
            if (double.IsInfinity(variances[k]) || row == 7)
            {
                continue;
            }

            ((double)spectra.Flux[0, row]).ShouldBe(expected[k], 1e-6 * expected[k]);
            ((double)spectra.InverseVariance[0, row]).ShouldBe(step * step / variances[k], 1e-6 * step * step / variances[k]);
        }
    }

    private static CcdImage Ramp() => DrawnImage.Of(40, 20, (y, x) => 100 + (10 * y) + x, pixel => 1 / (pixel + 9));

    private static Result<FiberSpectra> Extract(CcdImage image, TraceSet traces) =>
        BoxcarExtraction.Extract(
            image,
            traces,
            [.. Enumerable.Range(0, traces.FiberCount).Select(fiber => new FiberId(fiber))],
            FitsHeader.Empty,
            BoxcarExtraction.DefaultWidth,
            CancellationToken.None
        );
}
