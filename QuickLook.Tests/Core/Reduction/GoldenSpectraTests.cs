using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Reduction.FiberFlats;
using QuickLook.Core.Reduction.FluxCalibration;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Reduction;

/// <summary>Every step from the image to the calibrated spectra against what desi_quicklook 0.68.1 wrote after it (Golden/README.md; tolerances from there).</summary>
public sealed class GoldenSpectraTests
{
    [Theory]
    [InlineData("A", 102)]
    [InlineData("A", 103)]
    [InlineData("A", 104)]
    [InlineData("B", 202)]
    [InlineData("B", 203)]
    [InlineData("B", 204)]
    public void Traces_follow_the_image_as_in_the_original(string set, int exposure)
    {
        using var steps = GoldenSteps.Preprocess(set, exposure, "r0");

        var ours = steps.Flex().Traces;

        var theirs = steps.ExpectedTraces();
        var (x, y) = LargestDifferences(ours, theirs);
        // Traces of arcs were written in single precision, whose steps are 2.4e-4 pixel at column 4000.
        var rounding = exposure is 102 or 202 ? Math.Max(steps.Evidence.Image!.Width, steps.Evidence.Image.Height) * 6e-8 : 0;
        Math.Max(x, y)
            .ShouldBeLessThan(
                1e-4 + rounding,
                $"the tolerance for evaluated traces; x is {x} off, y {y}; {string.Join("; ", steps.Notes.Select(note => note.Text))}"
            );
        // The image did move, so that agreement says something.
        LargestDifferences(ours, steps.CalibrationTraces).X.ShouldBeGreaterThan(0.05);
    }

    [Theory]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    public void Extracted_spectra_equal_the_original_s(int exposure)
    {
        using var steps = GoldenSteps.Preprocess("A", exposure, "r0");
        using var spectra = steps.Extract(steps.Flex().Traces);
        using var expected = ExpectedFrame.Open(steps.Golden, "qframe-Extract_QP");

        expected.ShouldBeLike(spectra, withWavelength: true);
    }

    [Fact]
    public void Flat_fielded_sky_subtracted_and_calibrated_spectra_equal_the_original_s()
    {
        using var steps = GoldenSteps.Preprocess("A", 104, "r0");
        using var spectra = steps.Extract(steps.Flex().Traces);
        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(GoldenSteps.CalibrationPath(steps.Golden, "fiberflat")));

        FiberFlatDivision.Apply(spectra, flat, steps.Notes.Add);
        ShouldBeLike(steps, "qframe-ApplyFiberFlat_QP", spectra);

        using var sky = SkySubtraction.Apply(spectra, steps.Fibers.Sky, steps.Notes.Add, CancellationToken.None);
        ShouldBeLike(steps, "qframe-SkySub_QP", spectra);

        var average = GoldenCamera.Succeed(FluxCalibrationFile.Read(GoldenSteps.CalibrationPath(steps.Golden, "fluxcalib")));
        var metadata = steps.Evidence.Metadata;
        GoldenCamera.Succeed(Fluxing.Apply(spectra, sky, average, metadata.ExposureTimeSeconds, metadata.Airmass, metadata.SeeingArcsec));
        ShouldBeLike(steps, "qframe-ApplyFluxCalibration", spectra);
        sky.IsFallback.ShouldBeFalse();
        steps.Notes.ShouldAllBe(note => note.Severity == NoteSeverity.Info);
    }

    [Fact]
    public void Fiber_flat_equals_the_original_s()
    {
        using var steps = GoldenSteps.Preprocess("A", 103, "r0");
        using var spectra = steps.Extract(steps.Flex().Traces);

        using var flat = FiberFlatFit.Fit(spectra, steps.Notes.Add, CancellationToken.None);

        using var expected = ExpectedFrame.Open(steps.Golden, "fiberflat");
        // 1e-5 relative; dead fibers, whose throughput is about 0, 1e-4 absolute.
        ExpectedFrame.Outside(flat.Throughput, expected.Values("FIBERFLAT"), 1e-5, 1e-4).ShouldBe(0);
        ExpectedFrame.Outside(flat.InverseVariance, expected.Values("IVAR"), 1e-4, 1e-4).ShouldBe(0);
        var mask = expected.Values("MASK");
        flat.Mask.Span.ToArray().Where((bits, i) => (bits != 0) != (mask[i] != 0)).Count().ShouldBe(0);
        flat.MeanSpectrum.Zip(expected.Values("MEANSPEC"), (a, b) => Math.Abs(a - b) / b).Max().ShouldBeLessThan(1e-5);
        flat.Wavelength.Zip(expected.Values("WAVELENGTH"), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void Widths_of_lamp_lines_equal_the_original_s_by_its_rule()
    {
        using var steps = GoldenSteps.Preprocess("A", 102, "r0");
        var traces = steps.Flex().Traces;
        using var spectra = steps.Extract(traces);

        using var fit = GoldenCamera.Succeed(ArcLineFitter.Fit(spectra, traces, 5, LineSelection.Original, CancellationToken.None));

        var theirs = steps.ExpectedTraces().YSigma.ShouldNotBeNull();
        var compared = 0;
        for (var fiber = 0; fiber < theirs.FiberCount; fiber++)
        {
            if (theirs[fiber][0] == 0 || fit.RowSigma[fiber][0] == 0)
            {
                continue;
            }

            compared++;
            foreach (var u in (double[])[-1, -0.5, 0, 0.5, 1])
            {
                var ours = QuickLook.Core.Numerics.LegendreSeries.Value(fit.RowSigma[fiber], u);
                ours.ShouldBe(QuickLook.Core.Numerics.LegendreSeries.Value(theirs[fiber], u), 1e-3, $"fiber {fiber} at {u}");
            }
        }

        compared.ShouldBeGreaterThan(70);
    }

    private static void ShouldBeLike(GoldenSteps steps, string kind, FiberSpectra spectra)
    {
        using var expected = ExpectedFrame.Open(steps.Golden, kind);
        expected.ShouldBeLike(spectra, withWavelength: false);
    }

    private static (double X, double Y) LargestDifferences(TraceSet ours, TraceSet theirs)
    {
        var (x, y) = (0.0, 0.0);
        for (var fiber = 0; fiber < theirs.FiberCount; fiber++)
        {
            for (var k = 0; k <= 20; k++)
            {
                var wavelength = theirs.WaveMin + (k / 20.0 * (theirs.WaveMax - theirs.WaveMin));
                x = Math.Max(x, Math.Abs(ours.XAt(fiber, wavelength) - theirs.XAt(fiber, wavelength)));
                y = Math.Max(y, Math.Abs(ours.YAt(fiber, wavelength) - theirs.YAt(fiber, wavelength)));
            }
        }

        return (x, y);
    }
}
