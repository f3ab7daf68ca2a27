using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.FiberFlats;

namespace QuickLook.Tests.Core.Reduction.FiberFlats;

public sealed class FiberFlatFitTests
{
    [Fact]
    public void The_flat_equals_the_vector_of_the_specification()
    {
        using var spectra = Drawn();
        var notes = new List<ReductionNote>();

        using var flat = FiberFlatFit.Fit(spectra, notes.Add, CancellationToken.None);

        // pipeline.md B15; single precision of fluxes near 1500 and of the result.
        flat.Wavelength[0].ShouldBe(4001.475, 1e-9);
        ShouldBe(flat, 0, (0, 0.772170005409), (50, 0.772188830355), (200, 0.772188247284), (399, 0.772189080613));
        ShouldBe(flat, 3, (0, 0.795334722951), (104, 0.79517806661), (200, 0.795354316375), (399, 0.795354827315));
        flat.MeanSpectrum[0].ShouldBe(1233.641571871783, 1e-3);
        flat.MeanSpectrum[200].ShouldBe(1371.907738402237, 1e-3);
        flat.MeanSpectrum[399].ShouldBe(1202.792057551998, 1e-3);
        flat.Mask.Span.ToArray().Count(bits => bits != 0).ShouldBe(108);
        flat.ReducedChiSquare.ShouldNotBeNull().ShouldBeLessThan(1e-6);
        notes.ShouldAllBe(note => note.Severity == NoteSeverity.Info);
    }

    [Fact]
    public void A_fiber_without_light_is_masked_and_said_and_leaves_the_others_alone_7_2_no_15()
    {
        using var spectra = Drawn();
        spectra.InverseVariance.Row(7).Clear();
        var notes = new List<ReductionNote>();

        using var flat = FiberFlatFit.Fit(spectra, notes.Add, CancellationToken.None);

        flat.Throughput.Row(7).ToArray().ShouldAllBe(value => value == 1);
        flat.InverseVariance.Row(7).ToArray().ShouldAllBe(value => value == 0);
        flat.Mask.Row(7).ToArray().ShouldAllBe(bits => bits == 1);
        notes.ShouldContain(note => note.Severity == NoteSeverity.Warning && note.Text.StartsWith("Fiber 7:", StringComparison.Ordinal));
        ((double)flat.Throughput[0, 200]).ShouldBe(0.7722, 0.01);
    }

    [Fact]
    public void An_exposure_without_any_light_gives_a_flat_that_is_masked_all_over()
    {
        using var spectra = Drawn();
        spectra.InverseVariance.Span.Clear();

        using var flat = FiberFlatFit.Fit(spectra, _ => { }, CancellationToken.None);

        flat.Mask.Span.ToArray().ShouldAllBe(bits => bits == 1);
        flat.Throughput.Span.ToArray().ShouldAllBe(value => value == 1);
    }

    private static void ShouldBe(FiberFlat flat, int fiber, params (int Bin, double Value)[] expected)
    {
        foreach (var (bin, value) in expected)
        {
            ((double)flat.Throughput[fiber, bin]).ShouldBe(value, 1e-5 * value, $"fiber {fiber}, bin {bin}");
        }
    }

    private static FiberSpectra Drawn()
    {
        static double Light(int fiber, double wavelength) => (1 + (0.01 * fiber)) * (1000 + (100 * Math.Sin(wavelength / 40)));
        var spectra = DrawnSpectra.Of(
            60,
            400,
            (fiber, bin) => 4000 + (0.6 * bin) + (0.05 * fiber),
            Light,
            (fiber, wavelength) => 1 / Light(fiber, wavelength)
        );
        spectra.Flux.Row(3).Slice(100, 10).Clear();
        spectra.InverseVariance.Row(3).Slice(100, 10).Clear();
        return spectra;
    }
}
