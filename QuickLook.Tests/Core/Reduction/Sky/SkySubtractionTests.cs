using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Sky;

namespace QuickLook.Tests.Core.Reduction.Sky;

public sealed class SkySubtractionTests
{
    private static readonly Action<ReductionNote> Silent = _ => { };

    [Fact]
    public void Spectra_and_model_equal_the_vector_of_the_specification()
    {
        using var spectra = Drawn();

        using var sky = SkySubtraction.Apply(spectra, [0, 1, 2], Silent, CancellationToken.None);

        // pipeline.md B11; single precision of fluxes up to 16.
        double[] fiber3 =
        [
            5.011284513151,
            5.002288219605,
            5.004783483327,
            5.003296943403,
            5.000730102277,
            4.998466765597,
            4.997675894364,
            4.99973944996,
            5.004080814574,
            5.002900215465,
        ];
        for (var bin = 0; bin < fiber3.Length; bin++)
        {
            ((double)spectra.Flux[3, bin]).ShouldBe(fiber3[bin], 4e-6);
        }

        ((double)sky.Model[3, 0]).ShouldBe(9.873489541127, 4e-6);
        ((double)sky.Model[3, 1]).ShouldBe(10.372823732655, 4e-6);
        ((double)spectra.Flux[0, 0]).ShouldBe(-0.004942494222, 4e-6);
        ((double)spectra.Flux[0, 1]).ShouldBe(-0.002157698702, 4e-6);
        sky.IsFallback.ShouldBeFalse();
    }

    [Fact]
    public void Spectra_on_a_common_grid_equal_the_vector_of_the_specification()
    {
        using var spectra = Drawn();

        using var gridded = CommonGrid.Resample(spectra);

        // pipeline.md B11, "asframe".
        gridded.Wavelength.Length.ShouldBe(9);
        gridded.Wavelength[0].ShouldBe(100.3, 1e-12);
        gridded.Wavelength[1].ShouldBe(101.3875, 1e-9);
        gridded.Wavelength[8].ShouldBe(109.0, 1e-12);
        ((double)gridded.Flux[3, 0]).ShouldBe(14.96191582123, 2e-6);
        ((double)gridded.Flux[3, 1]).ShouldBe(15.401190641499, 2e-6);
        ((double)gridded.InverseVariance[3, 0]).ShouldBe(0.93966796875, 1e-6);
        ((double)gridded.InverseVariance[3, 1]).ShouldBe(1.0875, 1e-6);
        ((double)gridded.InverseVariance[3, 8]).ShouldBe(1.05779296875, 1e-6);
    }

    [Fact]
    public void Without_a_sky_fiber_the_fainter_half_stands_in_and_a_note_says_so_7_2_no_24()
    {
        using var spectra = Drawn();
        var notes = new List<ReductionNote>();

        using var sky = SkySubtraction.Apply(spectra, [], notes.Add, CancellationToken.None);

        sky.IsFallback.ShouldBeTrue();
        sky.SkyFibers.Length.ShouldBe(2);
        sky.SkyFibers.ShouldNotContain(3, "fiber 3 is the brightest");
        notes.ShouldHaveSingleItem().Severity.ShouldBe(NoteSeverity.Warning);
    }

    [Fact]
    public void A_sky_fiber_without_light_does_not_pull_the_sky_down()
    {
        using var spectra = Drawn();
        spectra.InverseVariance.Row(1).Clear();
        spectra.InverseVariance.Row(2).Clear();

        using var sky = SkySubtraction.Apply(spectra, [0, 1, 2], Silent, CancellationToken.None);

        // The sky is that of fiber 0 alone: with zeros for the others, as in the original, the median would be 0.
        sky.MedianSky.Max().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Sky_fibers_without_any_light_leave_the_spectra_as_they_are()
    {
        using var spectra = Drawn();
        spectra.InverseVariance.Span.Clear();
        var before = spectra.Flux.Span.ToArray();

        using var sky = SkySubtraction.Apply(spectra, [0, 1, 2], Silent, CancellationToken.None);

        spectra.Flux.Span.ToArray().ShouldBe(before);
        sky.MedianSky.ShouldAllBe(value => value == 0);
    }

    private static FiberSpectra Drawn() =>
        DrawnSpectra.Of(
            4,
            10,
            (fiber, bin) => 100 + bin + (0.1 * fiber),
            (fiber, wavelength) => 10 + Math.Sin(wavelength / 2) + (fiber == 3 ? 5 : 0),
            (_, _) => 1
        );
}
