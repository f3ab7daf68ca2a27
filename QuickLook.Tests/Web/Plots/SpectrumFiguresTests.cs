using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class SpectrumFiguresTests
{
    private const int MostBytes = 300_000;

    [Fact]
    public void Three_arms_of_a_fiber_are_drawn_bin_by_bin()
    {
        var subject = new SpectrumSubject { Spectra = [.. Arms.All.Select(arm => Spectrum(arm, 12, 4100))] };

        var figure = SpectrumFigures.Flux(subject);

        figure.Traces.Select(trace => trace.X.Length).ShouldBe([4100, 4100, 4100]);
        figure.Traces.ShouldAllBe(trace => trace.Kind == TraceKind.Steps && trace.InLegend);
        figure.Traces[1].X.ShouldBe(subject.Spectra[1].Wavelength);
        figure.Traces[1].Y.ShouldBe(subject.Spectra[1].Flux);
        figure.X.Label.ShouldBe("Vacuum wavelength (Å)");
        figure.Y.Label.ShouldBe("Flux (electron/Å)");
        Bytes(figure).ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Six_fibers_with_noise_stay_below_300_kB_and_keep_their_spikes()
    {
        ImmutableArray<FiberSpectrum> spectra =
        [
            .. Enumerable.Range(0, 6).SelectMany(fiber => Arms.All.Select(arm => Spectrum(arm, fiber, 4100, spike: 2000))),
        ];

        var figure = SpectrumFigures.Flux(
            new SpectrumSubject
            {
                Spectra = spectra,
                NoiseOf = 5,
                FullRange = true,
            }
        );

        Bytes(figure).ShouldBeLessThan(MostBytes);
        figure.Traces.Length.ShouldBe(21);
        figure.Traces.Sum(trace => trace.X.Length).ShouldBeLessThanOrEqualTo(SpectrumFigures.MostPoints);
        figure.Traces.Where(trace => trace.Kind == TraceKind.Steps).ShouldAllBe(trace => trace.Y.Contains(9999));
        figure.Traces.Count(trace => trace.InLegend).ShouldBe(6);
        figure.Caption.ShouldContain("points are drawn");
        figure.Data.Rows.ShouldBe(6 * 3 * 4100); // the download is not thinned out
    }

    [Fact]
    public void A_part_is_drawn_bin_by_bin_again()
    {
        ImmutableArray<FiberSpectrum> spectra =
        [
            .. Enumerable.Range(0, 6).SelectMany(fiber => Arms.All.Select(arm => Spectrum(arm, fiber, 4100))),
        ];

        var figure = SpectrumFigures.Flux(new SpectrumSubject { Spectra = spectra, Window = (6000, 6400) });

        figure.Caption.ShouldNotContain("points are drawn");
        figure.Traces.Length.ShouldBe(6);
        figure.Traces[0].X[1].ShouldBeInRange(6000, 6001);
    }

    [Fact]
    public void The_range_leaves_spikes_out_and_says_how_many()
    {
        var spectrum = Spectrum(Arm.R, 3, 4100, spike: 77);

        var robust = SpectrumFigures.Flux(new SpectrumSubject { Spectra = [spectrum] });
        robust.Y.Range!.Value.High.ShouldBeLessThan(20);
        robust.Caption.ShouldContain("1 bins are beyond the range that is shown.");
        SpectrumFigures.Flux(new SpectrumSubject { Spectra = [spectrum], FullRange = true }).Y.Range.ShouldBeNull();
    }

    [Fact]
    public void The_noise_is_one_over_the_root_of_the_inverse_variance()
    {
        var figure = SpectrumFigures.Flux(new SpectrumSubject { Spectra = [Spectrum(Arm.R, 3, 100)], NoiseOf = 3 });

        var noise = figure.Traces[0];
        (noise.Tint, noise.Kind).ShouldBe((Tint.Faint, TraceKind.Line));
        noise.Y[10].ShouldBe(0.5);
        figure.Y.Range!.Value.Low.ShouldBeLessThan(0.5); // it is seen although the flux is around 10
        double.IsNaN(noise.Y[5]).ShouldBeTrue();
        figure
            .Data.Columns.Select(column => column.Heading)
            .ShouldBe(["fiber", "camera", "wavelength (Angstrom)", "flux (electron/Angstrom)", "noise (electron/Angstrom)"]);
        figure.Data.Columns[3].Cells[5].ShouldBeEmpty();
    }

    [Fact]
    public void The_sky_has_an_axis_of_its_own_since_its_unit_may_be_another()
    {
        var spectrum = Spectrum(Arm.R, 3, 100) with
        {
            Unit = "10**-17 erg/(s cm2 Angstrom)",
            Sky = [.. Enumerable.Repeat(90.0, 100)],
            SkyUnit = "electron/Angstrom",
        };

        SpectrumFigures.Flux(new SpectrumSubject { Spectra = [spectrum] }).Y.Unit.ShouldBe("10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹");
        SpectrumFigures.Sky(new SpectrumSubject { Spectra = [spectrum] })!.Y.Unit.ShouldBe("electron/Å");
        SpectrumFigures.Sky(new SpectrumSubject { Spectra = [Spectrum(Arm.R, 3, 100)] }).ShouldBeNull();
    }

    [Fact]
    public void Only_marks_within_the_spectra_are_drawn()
    {
        var figure = SpectrumFigures.Flux(new SpectrumSubject { Spectra = [Spectrum(Arm.R, 3, 100)], Marks = NightSkyLines.All });

        figure.Guides.ShouldAllBe(guide => guide.Kind == GuideKind.Mark && guide.At > 5600 && guide.At < 7800);
        figure.Guides.ShouldContain(guide => guide.At == 6302.05 && guide.Label == "[O I]");
    }

    [Fact]
    public void Points_of_a_map_have_one_size_whatever_their_kind()
    {
        var few = Trace(10);
        var many = Trace(4990);
        var map = FiberMapFigures.Even(
            new PlotFigure
            {
                Key = "map",
                Title = "map",
                X = new Axis("x"),
                Y = new Axis("y"),
                Traces = [few, many, few with { Size = 13 }],
            },
            560
        );

        map.Traces.Select(trace => trace.Size).Distinct().Count().ShouldBe(2);
        map.Traces[0].Size.ShouldBe(map.Traces[1].Size);
        map.Traces[0].Size.ShouldBe(0.55 * 560 / Math.Sqrt(5010), 1e-9);
        map.Traces[2].Size.ShouldBe(13); // rings around what is chosen stay

        static Trace Trace(int points) =>
            new()
            {
                Kind = TraceKind.Points,
                Name = "points",
                X = [.. Enumerable.Repeat(0.0, points)],
                Y = [.. Enumerable.Repeat(0.0, points)],
            };
    }

    [Fact]
    public void Nothing_to_draw_is_said()
    {
        var figure = SpectrumFigures.Flux(new SpectrumSubject { Spectra = [] });

        figure.HasContent.ShouldBeFalse();
        figure.Missing.ShouldBe("No spectrum is chosen.");
        SpectralUnits.Readable("parsec").ShouldBe("parsec");
        SpectralUnits.Readable(string.Empty).ShouldBe("unit not given");
    }

    private static int Bytes(PlotFigure figure)
    {
        var wire = FigureWire.Of(figure);
        return wire.Block.Length + System.Text.Encoding.UTF8.GetByteCount(wire.Description);
    }

    private static FiberSpectrum Spectrum(Arm arm, int fiber, int bins, int spike = -1)
    {
        var low = 3570 + ((int)arm * 2060.0);
        return new FiberSpectrum
        {
            Camera = new CameraId(arm, new Spectrograph(0)),
            Fiber = new FiberId(fiber),
            Wavelength = [.. Enumerable.Range(0, bins).Select(bin => low + (2200.0 * bin / bins))],
            Flux =
            [
                .. Enumerable
                    .Range(0, bins)
                    .Select(bin =>
                        bin == spike ? 9999
                        : bin == 5 ? double.NaN
                        : 10 + Math.Sin(bin)
                    ),
            ],
            InverseVariance = [.. Enumerable.Range(0, bins).Select(bin => bin == 5 ? 0.0 : 4)],
            Unit = "electron/Angstrom",
        };
    }
}
