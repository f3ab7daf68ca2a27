using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Reduction.Traces;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Reduction.Traces;

/// <summary>The small image of pipeline.md B16: four fibers on 400 rows, moved by 0.15 pixel across and 0.25 pixel along the dispersion.</summary>
public sealed class FlexureTests
{
    private const int Rows = 400;
    private const int Columns = 60;
    private const int FiberCount = 4;
    private const double WaveMin = 5000;
    private const double WaveMax = 5200;

    [Fact]
    public void Shifts_across_the_dispersion_equal_the_vector_of_the_specification()
    {
        using var image = Moved(0.15, 0.25);

        var samples = Measure(image).Across;

        // The image is held in single precision, and its spectrum is sampled at 4000 wavelengths: a few 1e-6.
        samples.Length.ShouldBe(16);
        samples.Average(sample => sample.Shift).ShouldBe(0.13350458925330158, 1e-5);
        samples[0].Shift.ShouldBe(0.133842618477, 1e-5);
        samples[1].Shift.ShouldBe(0.123145615467, 1e-5);
        samples[2].Shift.ShouldBe(0.140081205212, 1e-5);
        samples[0].X.ShouldBe(8.606033108462, 1e-5);
        samples[1].X.ShouldBe(8.820270799465, 1e-5);
        samples[0].Y.ShouldBe(49.869375881753, 1e-3);
        samples[1].Y.ShouldBe(147.305712208582, 1e-3);
        samples[0].Error.ShouldBe(0.037307965474, 1e-5);
        samples[1].Error.ShouldBe(0.04187802335, 1e-5);
    }

    [Fact]
    public void Extraction_along_the_calibration_equals_the_vector_of_the_specification()
    {
        using var image = Moved(0.15, 0.25);
        using var spectra = Extract(image, Calibration());

        foreach (
            var (row, wavelength, flux) in new[]
            {
                (0, 5004.442966824477, 412.858639305733),
                (200, 5100.333260454473, 415.305544654913),
                (399, 5194.457876026782, 423.534947105403),
            }
        )
        {
            spectra.Wavelength[1, row].ShouldBe(wavelength, 1e-8);
            ((double)spectra.Flux[1, row]).ShouldBe(flux, 1e-3);
        }
    }

    [Fact]
    public void A_shift_that_all_fibers_share_is_not_seen_along_the_dispersion()
    {
        using var image = Moved(0.15, 0.25);

        var samples = Measure(image).Along;

        // The specification has 16 samples and a mean of 4.8e-5 with the older options; the image moved by 0.25.
        samples.Length.ShouldBe(16);
        samples.Average(sample => sample.Shift).ShouldBe(0, 2e-3);
        samples.Select(sample => sample.Fiber).Distinct().ShouldBe([0, 1, 2, 3], ignoreOrder: true);
    }

    [Fact]
    public void Moved_traces_follow_most_of_the_image_s_shift()
    {
        using var image = Moved(0.15, 0);
        var traces = Calibration();

        var flexed = GoldenCamera.Succeed(Flexure.Adjust(traces, Measure(image), Columns, _ => { }));

        for (var fiber = 0; fiber < FiberCount; fiber++)
        {
            (flexed.Traces.XAt(fiber, 5100) - traces.XAt(fiber, 5100)).ShouldBe(
                0.135,
                0.01,
                "nine tenths of 0.15: the window cuts the wings"
            );
        }
    }

    [Fact]
    public void A_dark_image_leaves_the_traces_as_they_are_and_says_so()
    {
        using var image = DrawnImage.Of(Rows, Columns, (_, _) => 0, _ => 1.0 / 9);
        var notes = new List<ReductionNote>();
        var traces = Calibration();
        var shifts = Measure(image);

        var flexed = GoldenCamera.Succeed(Flexure.Adjust(traces, shifts, Columns, notes.Add));

        shifts.Across.ShouldBeEmpty();
        shifts.Along.ShouldBeEmpty();
        flexed.Traces.XAt(2, 5100).ShouldBe(traces.XAt(2, 5100), 1e-9);
        notes.Count(note => note.Severity == NoteSeverity.Warning).ShouldBe(2);
    }

    [Fact]
    public void An_image_that_is_masked_all_over_leaves_the_traces_as_they_are()
    {
        using var image = Moved(0.15, 0.25);
        image.Mask.Span.Fill((ushort)CcdMask.Saturated);

        var shifts = Measure(image);

        shifts.Across.ShouldBeEmpty();
        shifts.Along.ShouldBeEmpty();
        GoldenCamera.Succeed(Flexure.Adjust(Calibration(), shifts, Columns, _ => { })).Across.ShouldBeNull();
    }

    [Fact]
    public void One_fiber_alone_can_be_followed_too()
    {
        using var image = Moved(0.15, 0);
        var traces = Calibration();
        var one = traces with
        {
            X = new CoefficientTable(traces.X[0].ToArray(), traces.X.Count),
            Y = new CoefficientTable(traces.Y[0].ToArray(), traces.Y.Count),
        };

        var flexed = GoldenCamera.Succeed(Flexure.Adjust(one, Measure(image, one), Columns, _ => { }));

        flexed.Traces.FiberCount.ShouldBe(1);
        double.IsFinite(flexed.Traces.XAt(0, 5100)).ShouldBeTrue();
    }

    private static TraceShifts Measure(CcdImage image, TraceSet? traces = null)
    {
        var along = traces ?? Calibration();
        using var spectra = Extract(image, along);
        return Flexure.Measure(image, along, spectra, CancellationToken.None);
    }

    private static QuickLook.Core.Formats.Spectra.FiberSpectra Extract(CcdImage image, TraceSet traces) =>
        GoldenCamera.Succeed(
            BoxcarExtraction.Extract(
                image,
                traces,
                [.. Enumerable.Range(0, traces.FiberCount).Select(fiber => new FiberId(fiber))],
                FitsHeader.Empty,
                BoxcarExtraction.DefaultWidth,
                CancellationToken.None
            )
        );

    private static TraceSet Calibration() => Traces(0, 0);

    private static TraceSet Traces(double dx, double dy) =>
        DrawnImage.Traces(
            WaveMin,
            WaveMax,
            Rows,
            [
                .. Enumerable
                    .Range(0, FiberCount)
                    .Select(fiber => ((double[])[9 + (13 * fiber) + dx, 0.6, 0.1], (double[])[199.5 + (0.3 * fiber) + dy, 210, 1])),
            ]
        );

    /// <summary>Light of each row, spread across the fiber by a Gaussian of 1.05 pixels that is integrated over pixels.</summary>
    private static CcdImage Moved(double dx, double dy)
    {
        const double sigma = 1.05;
        var traces = Traces(dx, dy);
        var light = new double[Rows, Columns];
        var nodes = Sampling.Linspace(WaveMin, WaveMax, 4000);
        double[] rows = [.. Enumerable.Range(0, Rows)];
        var (wavelengths, centres) = (new double[Rows], new double[Rows]);
        for (var fiber = 0; fiber < FiberCount; fiber++)
        {
            double[] y = [.. nodes.Select(wavelength => traces.YAt(fiber, wavelength))];
            double[] x = [.. nodes.Select(wavelength => traces.XAt(fiber, wavelength))];
            LinearInterpolation.Along(rows, y, nodes, wavelengths);
            LinearInterpolation.Along(rows, y, x, centres);
            for (var row = 0; row < Rows; row++)
            {
                var (spectrum, centre) = (Spectrum(wavelengths[row]), centres[row]);
                for (var column = 0; column < Columns; column++)
                {
                    light[row, column] += spectrum * (Below((column + 0.5 - centre) / sigma) - Below((column - 0.5 - centre) / sigma));
                }
            }
        }

        return DrawnImage.Of(Rows, Columns, (row, column) => light[row, column], pixel => 1 / (pixel + 9));

        static double Below(double t) => 0.5 * (1 + MathNet.Numerics.SpecialFunctions.Erf(t / Math.Sqrt(2)));
    }

    private static double Spectrum(double wavelength)
    {
        var lines = ImmutableArray.Create((5050.0, 400.0), (5120, 600), (5180, 300), (5015, 300));
        return 200 + lines.Sum(line => line.Item2 * Math.Exp(-0.5 * Math.Pow((wavelength - line.Item1) / 1.2, 2)));
    }
}
