using MathNet.Numerics;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.ArcLines;

namespace QuickLook.Tests.Core.Reduction.ArcLines;

/// <summary>Lamp lines of known width and place on spectra of 0.6 Angstrom per row; the lamps shine on a faint continuum.</summary>
public sealed class ArcLineFitterTests
{
    private const double Step = 0.6;
    private const double Width = 1.05;
    private const double Offset = 0.12;

    [Fact]
    public void Widths_and_offsets_are_those_that_were_drawn()
    {
        // From below the first red line to above the last one.
        using var spectra = Drawn(fibers: 2, first: 5700, last: 7800);

        using var fit = Fit(spectra, LineSelection.Inside);

        fit.Lines.ShouldBe(LampLines.Of(Arm.R).ToArray());
        foreach (var line in Enumerable.Range(0, fit.Lines.Length).Where(line => IsAlone(fit.Lines, line)))
        {
            ((double)fit.Sigma[1, line]).ShouldBe(Width, 0.02, $"{fit.Lines[line]} Å");
            ((double)fit.Offset[1, line]).ShouldBe(Offset, 0.02, $"{fit.Lines[line]} Å");
        }

        LegendreSeries.Value(fit.RowSigma[1], 0).ShouldBe(Width / Step, 0.03, "the width in rows");
    }

    [Fact]
    public void Lines_outside_the_spectrum_are_left_out_and_no_others_7_2_no_14()
    {
        // Without the first two and the last two red lines.
        using var spectra = Drawn(fibers: 3, first: 5800, last: 7600);
        using var fit = Fit(spectra, LineSelection.Inside);
        using var original = Fit(spectra, LineSelection.Original);

        Fitted(fit, 0).ShouldBe(fit.Lines[2..^2]);
        Fitted(fit, 2).ShouldBe(fit.Lines[2..^2]);

        // One line too many.
        Fitted(original, 0).ShouldBe(fit.Lines[2..^3]);
    }

    [Fact]
    public void A_fiber_that_ends_early_costs_the_next_ones_nothing_7_2_no_14()
    {
        var ends = new[] { 7600.0, 7100, 7600 };
        using var spectra = Drawn(fibers: 3, first: 5700, last: 7600, lastOf: fiber => ends[fiber]);
        using var fit = Fit(spectra, LineSelection.Inside);
        using var original = Fit(spectra, LineSelection.Original);

        Fitted(fit, 2).ShouldBe(Fitted(fit, 0));
        Fitted(original, 2).Length.ShouldBeLessThan(Fitted(original, 0).Length);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_line_with_a_bin_without_value_costs_itself_and_not_its_fiber_7_2_no_14(float value)
    {
        using var spectra = Drawn(fibers: 2, first: 5700, last: 7800);
        const int Spoilt = 12;
        spectra.Flux[0, (int)Math.Round((LampLines.Of(Arm.R)[Spoilt] - 5700) / Step)] = value;

        using var fit = Fit(spectra, LineSelection.Inside);
        using var original = Fit(spectra, LineSelection.Original);

        Fitted(fit, 0).ShouldBe([.. fit.Lines.Where((_, line) => line != Spoilt)]);
        fit.RowSigma[0][0].ShouldBeGreaterThan(1);
        original.RowSigma[0].ToArray().ShouldAllBe(coefficient => coefficient == 0);
        original.RowSigma[1][0].ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_fiber_without_light_has_no_width()
    {
        using var spectra = Drawn(fibers: 2, first: 5700, last: 7800);
        spectra.Flux.Row(1).Clear();

        using var fit = Fit(spectra, LineSelection.Inside);

        Fitted(fit, 1).ShouldBeEmpty();
        fit.RowSigma[1].ToArray().ShouldAllBe(coefficient => coefficient == 0);
        fit.RowSigma[0][0].ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(51)]
    public void A_window_that_is_no_window_is_refused(int bins)
    {
        using var spectra = Drawn(fibers: 1, first: 5700, last: 7800);

        var failure = ArcLineFitter.Fit(spectra, Traces(spectra), bins, LineSelection.Inside, CancellationToken.None).Failure;

        failure.ShouldNotBeNull().Place.ShouldBe("NBINS");
    }

    private static ArcLineFit Fit(FiberSpectra spectra, LineSelection selection) =>
        ArcLineFitter.Fit(spectra, Traces(spectra), 5, selection, CancellationToken.None).Value;

    private static double[] Fitted(ArcLineFit fit, int fiber) => [.. fit.Lines.Where((_, line) => float.IsFinite(fit.Sigma[fiber, line]))];

    /// <summary>True where no other line is within 20 Angstrom.</summary>
    private static bool IsAlone(double[] lines, int line) => lines.All(other => other == lines[line] || Math.Abs(other - lines[line]) > 20);

    private static FiberSpectra Drawn(int fibers, double first, double last, Func<int, double>? lastOf = null)
    {
        var bins = (int)((last - first) / Step) + 1;
        var lines = LampLines.Of(Arm.R).ToArray();
        return DrawnSpectra.Of(
            fibers,
            bins,
            WavelengthAt,
            (_, wavelength) => 1 + lines.Sum(line => 2000 * Share(wavelength, line)),
            (_, _) => 1
        );

        double WavelengthAt(int fiber, int bin) => first + (((lastOf?.Invoke(fiber) ?? last) - first) * bin / (bins - 1));

        static double Share(double wavelength, double line)
        {
            var distance = wavelength - line - Offset;
            return (SpecialFunctions.Erf((distance + (Step / 2)) / Unit) - SpecialFunctions.Erf((distance - (Step / 2)) / Unit)) / 2;
        }
    }

    private static readonly double Unit = Width * Math.Sqrt(2);

    private static TraceSet Traces(FiberSpectra spectra)
    {
        var (first, last) = (spectra.Wavelength[0, 0], spectra.Wavelength[0, spectra.Bins - 1]);
        var rows = (spectra.Bins - 1) / 2.0;
        return DrawnImage.Traces(
            first,
            last,
            spectra.Bins,
            [.. Enumerable.Range(0, spectra.Count).Select(fiber => (new double[] { 5 + (7 * fiber), 0, 0 }, new[] { rows, rows, 0 }))]
        );
    }
}
