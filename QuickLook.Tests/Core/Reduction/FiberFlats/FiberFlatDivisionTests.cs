using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction;
using QuickLook.Core.Reduction.FiberFlats;

namespace QuickLook.Tests.Core.Reduction.FiberFlats;

public sealed class FiberFlatDivisionTests
{
    private const int Bins = 20;
    private readonly List<ReductionNote> notes = [];

    [Fact]
    public void Flux_is_divided_and_its_weight_grows_with_the_square()
    {
        using var spectra = Spectra(2);
        using var flat = Flat([0.5f, 2]);

        FiberFlatDivision.Apply(spectra, flat, notes.Add);

        spectra.Flux.Row(0).ToArray().ShouldAllBe(flux => flux == 200);
        spectra.Flux.Row(1).ToArray().ShouldAllBe(flux => flux == 50);
        spectra.InverseVariance.Row(0).ToArray().ShouldAllBe(weight => weight == 0.01f);
        spectra.InverseVariance.Row(1).ToArray().ShouldAllBe(weight => weight == 0.16f);
        notes.ShouldBeEmpty();
    }

    [Fact]
    public void Fibers_are_joined_by_number_and_not_by_row_7_2_no_23()
    {
        using var spectra = Spectra(3);
        using var flat = Flat([0.5f, 2, 4], fibers: [2, 0, 1]);

        FiberFlatDivision.Apply(spectra, flat, notes.Add);

        Enumerable.Range(0, 3).Select(fiber => spectra.Flux[fiber, 5]).ShouldBe([50, 25, 200]);
    }

    [Fact]
    public void A_fiber_that_the_flat_lacks_has_no_weight_and_is_said()
    {
        using var spectra = Spectra(3);
        using var flat = Flat([0.5f, 2], fibers: [0, 2]);

        FiberFlatDivision.Apply(spectra, flat, notes.Add);

        spectra.InverseVariance.Row(1).ToArray().ShouldAllBe(weight => weight == 0);
        spectra.Flux[2, 5].ShouldBe(50);
        var note = notes.ShouldHaveSingleItem();
        note.Severity.ShouldBe(NoteSeverity.Warning);
        note.Text.ShouldContain("1 of 3 fibers");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_flat_that_is_0_or_masked_leaves_no_weight(bool isZero, bool isMasked)
    {
        using var spectra = Spectra(1);
        using var flat = Flat([isZero ? 0 : 0.5f]);
        flat.Mask.Span.Fill(isMasked ? 1u : 0);

        FiberFlatDivision.Apply(spectra, flat, notes.Add);

        spectra.InverseVariance.Row(0).ToArray().ShouldAllBe(weight => weight == 0);
        spectra.Flux.Row(0).ToArray().ShouldAllBe(flux => float.IsFinite(flux));
    }

    [Fact]
    public void A_masked_bin_is_bridged_and_wavelengths_outside_the_flat_have_no_weight()
    {
        using var spectra = Spectra(1);
        using var flat = Flat([0.5f]);
        flat.Throughput[0, 8] = 1000;
        flat.Mask[0, 8] = 1;
        flat.Mask[0, 0] = 1;

        FiberFlatDivision.Apply(spectra, flat, notes.Add);

        spectra.Flux[0, 8].ShouldBe(200);
        spectra.InverseVariance[0, 0].ShouldBe(0);
        spectra.InverseVariance[0, 1].ShouldBe(0.01f);
    }

    private static FiberSpectra Spectra(int fibers) => DrawnSpectra.Of(fibers, Bins, (_, bin) => 6000 + bin, (_, _) => 100, (_, _) => 0.04);

    private static FiberFlat Flat(float[] throughput, int[]? fibers = null)
    {
        var flat = new FiberFlat
        {
            Throughput = new Plane<float>(throughput.Length, Bins),
            InverseVariance = new Plane<float>(throughput.Length, Bins),
            Mask = new Plane<uint>(throughput.Length, Bins),
            MeanSpectrum = new double[Bins],
            Wavelength = [.. Enumerable.Range(0, Bins).Select(bin => 6000.0 + bin)],
            Fibers = fibers is null ? default : [.. fibers.Select(fiber => new FiberId(new Spectrograph(0), fiber))],
        };
        for (var row = 0; row < throughput.Length; row++)
        {
            flat.Throughput.Row(row).Fill(throughput[row]);
            flat.InverseVariance.Row(row).Fill(1);
        }

        return flat;
    }
}
