using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Web.Plots;

/// <summary>
/// Figures of spectra: all arms of one fiber in the colours of the arms, or several fibers over each other in a colour each. What is more than a screen can show is
/// thinned out with the extremes kept; the table for download has every bin.
/// </summary>
public static class SpectrumFigures
{
    /// <summary>Points of a figure at most: 8 bytes each and a third more on the way, so that a figure stays below 300 kB.</summary>
    public const int MostPoints = 24_000;

    /// <summary>Fibers that can be drawn over each other.</summary>
    public const int MostFibers = 6;

    private static readonly Tint[] FiberTints = [Tint.First, Tint.Second, Tint.Third, Tint.Fourth, Tint.Fifth, Tint.Sixth];

    /// <summary>Flux against wavelength, with noise and marks where wanted.</summary>
    /// <param name="subject">What to draw.</param>
    public static PlotFigure Flux(SpectrumSubject subject)
    {
        var (drawn, missing) = OfOneUnit(Cut(subject));
        var unit = drawn.IsEmpty ? string.Empty : drawn[0].Unit;
        var lines = drawn.Select(spectrum => new Line(spectrum, spectrum.Flux, IsNoise: false)).ToList();
        lines.InsertRange(
            0,
            drawn
                .Where(spectrum => spectrum.Fiber.Number == subject.NoiseOf && !spectrum.InverseVariance.IsEmpty)
                .Select(spectrum => new Line(spectrum, Noise(spectrum), IsNoise: true))
        );
        var traces = Thinned(subject, lines, out var thinned);
        return new PlotFigure
        {
            Key = "spectrum",
            Title = Title(subject),
            Subtitle = Words("; ", SpectralUnits.Readable(unit), SmoothingText(subject.Smoothing)),
            Caption = Caption(subject, drawn, thinned),
            Missing = Words(
                " ",
                [
                    .. subject.Missing,
                    .. missing,
                    drawn.IsEmpty && missing.IsEmpty && subject.Missing.IsEmpty ? "No spectrum is chosen." : null,
                ]
            ),
            X = WavelengthAxis(subject),
            Y = new Axis("Flux", SpectralUnits.Readable(unit)) { Range = subject.FullRange ? null : Shown(subject, drawn) },
            Traces = traces,
            Guides = Marks(subject, drawn),
            Size = FigureSize.Large,
            Data = Table(subject, drawn),
        };
    }

    /// <summary>The sky that was subtracted, which may have another unit than the flux.</summary>
    /// <param name="subject">What to draw.</param>
    /// <returns>Null when none of the spectra has a sky.</returns>
    public static PlotFigure? Sky(SpectrumSubject subject)
    {
        var drawn = Cut(subject).Where(spectrum => !spectrum.Sky.IsEmpty).ToImmutableArray();
        if (drawn.IsEmpty)
        {
            return null;
        }

        var unit = SpectralUnits.Readable(drawn[0].SkyUnit);
        var traces = Thinned(subject, [.. drawn.Select(spectrum => new Line(spectrum, spectrum.Sky, IsNoise: false))], out var thinned);
        return new PlotFigure
        {
            Key = "spectrum-sky",
            Title = "Sky that was subtracted",
            Subtitle = Words("; ", unit, SmoothingText(subject.Smoothing)),
            Caption = Words(" ", "The model of the sky at the wavelengths of the fiber, before flux calibration.", ThinnedText(thinned)),
            X = WavelengthAxis(subject),
            Y = new Axis("Sky", unit) { Range = subject.FullRange ? null : RobustRange.Of(drawn.SelectMany(spectrum => spectrum.Sky)) },
            Traces = traces,
            Guides = Marks(subject, drawn),
            Size = FigureSize.Wide,
            Data = new FigureTable([
                Texts("fiber", drawn, spectrum => spectrum.Fiber.ToString()),
                Texts("camera", drawn, spectrum => spectrum.Camera.ToString()),
                Numbers("wavelength", "Angstrom", drawn, spectrum => spectrum.Wavelength),
                Numbers("sky", drawn[0].SkyUnit, drawn, spectrum => spectrum.Sky),
            ]),
        };
    }

    // Noise that is asked for is seen, although it is far below a bright target.
    private static (double Low, double High)? Shown(SpectrumSubject subject, ImmutableArray<FiberSpectrum> drawn)
    {
        var flux = RobustRange.Of(drawn.SelectMany(spectrum => spectrum.Flux));
        var noise = RobustRange.Of(
            drawn.Where(spectrum => spectrum.Fiber.Number == subject.NoiseOf).SelectMany(spectrum => Noise(spectrum))
        );
        if (flux is not { } values || noise is not { } widths)
        {
            return flux;
        }

        var high = Math.Max(values.High, widths.High);
        return (Math.Min(values.Low, -0.03 * high), high);
    }

    private static ImmutableArray<FiberSpectrum> Cut(SpectrumSubject subject) =>
        subject.Window is not { } window
            ? subject.Spectra
            :
            [
                .. subject
                    .Spectra.Select(spectrum => SpectrumPart.Of(spectrum, window.Low, window.High))
                    .Where(part => part.Wavelength.Length > 0),
            ];

    // Numbers of different units have no place on one axis.
    private static (ImmutableArray<FiberSpectrum> Drawn, ImmutableArray<string> Missing) OfOneUnit(ImmutableArray<FiberSpectrum> spectra)
    {
        if (spectra.IsEmpty)
        {
            return (spectra, []);
        }

        var others = spectra.Where(spectrum => spectrum.Unit != spectra[0].Unit).ToList();
        return others.Count == 0
            ? (spectra, [])
            : (
                [.. spectra.Where(spectrum => spectrum.Unit == spectra[0].Unit)],
                [
                    $"{string.Join(", ", others.Select(other => other.Camera.ToString()).Distinct())} not drawn: in {SpectralUnits.Readable(others[0].Unit)}, "
                        + $"not in {SpectralUnits.Readable(spectra[0].Unit)}. Show that arm alone.",
                ]
            );
    }

    private static ImmutableArray<Trace> Thinned(SpectrumSubject subject, IReadOnlyList<Line> lines, out (int Drawn, int All) thinned)
    {
        var all = lines.Sum(line => line.Values.Length);
        var fibers = subject.Spectra.Select(spectrum => spectrum.Fiber.Number).Distinct().ToList();
        var named = new HashSet<int>();
        var traces = ImmutableArray.CreateBuilder<Trace>();
        var count = 0;
        foreach (var line in lines)
        {
            var most = all <= MostPoints ? line.Values.Length : (int)((long)MostPoints * line.Values.Length / all);
            var kept = Decimation.Keep(line.Values, Math.Max(2, most));
            count += kept.Length;
            var fiber = line.Spectrum.Fiber.Number;
            traces.Add(
                new Trace
                {
                    Kind = line.IsNoise ? TraceKind.Line : TraceKind.Steps,
                    Name = line.IsNoise
                        ? $"noise of {line.Spectrum.Camera}, fiber {fiber}"
                        : Name(subject, line.Spectrum, fibers.Count > 1),
                    X = [.. kept.Select(at => line.Spectrum.Wavelength[at])],
                    Y = [.. kept.Select(at => line.Values[at])],
                    Tint =
                        line.IsNoise ? Tint.Faint
                        : fibers.Count > 1 ? FiberTints[fibers.IndexOf(fiber) % FiberTints.Length]
                        : Colour(line.Spectrum.Camera.Arm),
                    Size = 1,
                    InLegend = !line.IsNoise && (fibers.Count == 1 || named.Add(fiber)),
                }
            );
        }

        thinned = (count, all);
        return traces.ToImmutable();
    }

    private static string Name(SpectrumSubject subject, FiberSpectrum spectrum, bool isOneOfSeveral) =>
        isOneOfSeveral ? FiberName(subject, spectrum.Fiber.Number) : spectrum.Camera.ToString();

    private static string FiberName(SpectrumSubject subject, int fiber) =>
        subject.Targets.TryGetValue(fiber, out var target) ? $"fiber {fiber} {TypeText(target)}" : $"fiber {fiber}";

    /// <summary>Types of a target, as the field writes them: <c>QSO, ELG</c>; what the fibermap says of one without a type.</summary>
    /// <param name="target">The target.</param>
    public static string TypeText(FiberTarget target) =>
        target.Kind == TargetKind.Other
            ? target.Place.ObjectType.Length > 0
                ? target.Place.ObjectType
                : TargetKind.Other.Word()
            : string.Join(", ", target.Kinds.Select(kind => kind.Word()));

    private static Tint Colour(Arm arm) =>
        arm switch
        {
            Arm.B => Tint.ArmB,
            Arm.R => Tint.ArmR,
            _ => Tint.ArmZ,
        };

    private static string Title(SpectrumSubject subject)
    {
        var fibers = subject.Spectra.Select(spectrum => spectrum.Fiber.Number).Distinct().ToList();
        return fibers.Count switch
        {
            0 => "Spectrum",
            1 => $"Spectrum of {FiberName(subject, fibers[0])}",
            _ => $"Spectra of {fibers.Count} fibers",
        };
    }

    private static string Caption(SpectrumSubject subject, ImmutableArray<FiberSpectrum> drawn, (int Drawn, int All) thinned)
    {
        var arms = drawn.Select(spectrum => spectrum.Camera).Distinct().Count();
        var shown = drawn.SelectMany(spectrum => spectrum.Flux).Where(double.IsFinite);
        var beyond =
            !subject.FullRange && Shown(subject, drawn) is { } range ? shown.Count(value => value < range.Low || value > range.High) : 0;
        return Words(
            " ",
            arms > 1 ? "Where arms overlap both are drawn; they should agree." : null,
            beyond > 0 ? string.Create(CultureInfo.InvariantCulture, $"{beyond} bins are beyond the range that is shown.") : null,
            ThinnedText(thinned)
        );
    }

    private static string ThinnedText((int Drawn, int All) thinned) =>
        thinned.Drawn == thinned.All
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{thinned.Drawn} of {thinned.All} points are drawn, the lowest and the highest of each stretch; zoom in to see every bin."
            );

    private static string SmoothingText(Smoothing smoothing) =>
        smoothing.IsNone
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $"smoothed, {(smoothing.Kernel == SmoothingKernel.Box ? "box of" : "Gaussian, sigma")} {smoothing.Width:0.#} pixels"
            );

    private static Axis WavelengthAxis(SpectrumSubject subject) => new("Vacuum wavelength", "Å") { Range = subject.Window };

    private static ImmutableArray<GuideLine> Marks(SpectrumSubject subject, ImmutableArray<FiberSpectrum> drawn)
    {
        if (drawn.IsEmpty || subject.Marks.IsEmpty)
        {
            return [];
        }

        var low = drawn.Min(spectrum => spectrum.Wavelength[0]);
        var high = drawn.Max(spectrum => spectrum.Wavelength[^1]);
        return
        [
            .. subject
                .Marks.Where(mark => mark.WavelengthAngstrom >= low && mark.WavelengthAngstrom <= high)
                .OrderBy(mark => mark.WavelengthAngstrom)
                .Select(mark => new GuideLine(AxisName.X, mark.WavelengthAngstrom, mark.Label, GuideKind.Mark)),
        ];
    }

    private static ImmutableArray<double> Noise(FiberSpectrum spectrum) =>
        [.. spectrum.InverseVariance.Select(variance => variance > 0 ? 1 / Math.Sqrt(variance) : double.NaN)];

    private static FigureTable Table(SpectrumSubject subject, ImmutableArray<FiberSpectrum> drawn)
    {
        if (drawn.IsEmpty)
        {
            return FigureTable.Empty;
        }

        var columns = ImmutableArray.CreateBuilder<FigureColumn>();
        columns.Add(Texts("fiber", drawn, spectrum => spectrum.Fiber.ToString()));
        columns.Add(Texts("camera", drawn, spectrum => spectrum.Camera.ToString()));
        columns.Add(Numbers("wavelength", "Angstrom", drawn, spectrum => spectrum.Wavelength));
        columns.Add(Numbers("flux", drawn[0].Unit, drawn, spectrum => spectrum.Flux));
        if (subject.NoiseOf is not null && drawn.All(spectrum => !spectrum.InverseVariance.IsEmpty))
        {
            columns.Add(Numbers("noise", drawn[0].Unit, drawn, Noise));
        }

        return new FigureTable(columns.ToImmutable());
    }

    private static FigureColumn Texts(string name, ImmutableArray<FiberSpectrum> spectra, Func<FiberSpectrum, string> cell)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        foreach (var spectrum in spectra)
        {
            cells.AddRange(Enumerable.Repeat(cell(spectrum), spectrum.Wavelength.Length));
        }

        return new FigureColumn(name, string.Empty, cells.ToImmutable());
    }

    // As exact as 32 bits are, which is how they are stored.
    private static FigureColumn Numbers(
        string name,
        string unit,
        ImmutableArray<FiberSpectrum> spectra,
        Func<FiberSpectrum, ImmutableArray<double>> values
    ) =>
        new(
            name,
            unit,
            [
                .. spectra
                    .SelectMany(spectrum => values(spectrum))
                    .Select(value => double.IsFinite(value) ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : string.Empty),
            ]
        );

    private static string Words(string between, params IEnumerable<string?> parts) =>
        string.Join(between, parts.Where(part => !string.IsNullOrEmpty(part)));

    private readonly record struct Line(FiberSpectrum Spectrum, ImmutableArray<double> Values, bool IsNoise);
}
