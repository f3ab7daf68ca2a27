using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Web.Plots;

/// <summary>
/// The fibers of an exposure to choose from: on the sky, coloured by what they were pointed at; those without a spectrum faint. Without places on the sky, petal by
/// petal in rows of 25.
/// </summary>
public static class FiberMapFigures
{
    private const int Row = 25;
    private const int PetalsInARow = 5;
    private const double Across = 340;
    private const int RowsOfAPetal = FiberId.PerPetal / Row;

    /// <summary>The map.</summary>
    /// <param name="subject">The fibers.</param>
    public static PlotFigure Of(FiberMapSubject subject)
    {
        var placed = subject.Spectra.Values.Count(target => target.Place.HasPlace);
        var isOnSky = placed > 0 && placed * 2 >= subject.Spectra.Count;
        var petals = subject.Spectra.Keys.Select(fiber => fiber / FiberId.PerPetal).Distinct().Order().ToList();
        var plane = TangentPlane.At(
            subject
                .Spectra.Values.Select(target => target.Place)
                .Concat(subject.Field.All)
                .Where(fiber => fiber.HasPlace)
                .Select(fiber => (fiber.RaDegrees, fiber.DecDegrees))
        );
        Func<FiberPlace, (double X, double Y)> place = isOnSky
            ? fiber => plane.Project(fiber.RaDegrees, fiber.DecDegrees)
            : fiber => Cell(fiber.Fiber, petals.IndexOf(fiber.Fiber.Petal.Number));
        var traces = ImmutableArray.CreateBuilder<Trace>();
        if (isOnSky)
        {
            AddOthers(traces, subject, place);
        }

        foreach (var kind in TargetKinds.All)
        {
            AddKind(traces, subject, kind, place);
        }

        var chosen = subject.Chosen.Where(subject.Spectra.ContainsKey).Select(fiber => subject.Spectra[fiber]).ToList();
        if (chosen.Count > 1)
        {
            traces.Add(Points("chosen", chosen, place, Tint.Strong) with { Hollow = true, Size = 13 });
        }

        var missingPlaces = isOnSky ? subject.Spectra.Count - placed : 0;
        return Even(
            new PlotFigure
            {
                Key = "spectra-map",
                Title = "Fibers",
                Subtitle = isOnSky
                    ? string.Create(CultureInfo.InvariantCulture, $"centre RA {plane.Ra:F3}°, Dec {plane.Dec:F3}°")
                    : "by petal, rows of 25 from below",
                Caption = subject.Spectra.IsEmpty ? string.Empty : "A click shows its spectrum; with Shift or Control it is added.",
                Missing =
                    subject.Spectra.IsEmpty ? "There are no spectra to choose from."
                    : missingPlaces > 0 ? $"{missingPlaces} fibers with a spectrum have no place in the fibermap; choose them by number."
                    : !isOnSky ? "The fibermap has no places on the sky, so fibers are shown by number."
                    : string.Empty,
                X = isOnSky ? new Axis("RA offset x cos(Dec)", "deg") { Reversed = true } : PetalAxis(petals),
                Y = isOnSky ? new Axis("Dec offset", "deg") : RowAxis(petals),
                Traces = traces.ToImmutable(),
                EqualScale = isOnSky,
                Size = FigureSize.Normal,
                Data = Table(subject),
            },
            Across
        );
    }

    /// <summary>The same map with points of one size, by how many there are in all: kinds of fibers differ in colour, not in weight.</summary>
    /// <param name="map">The map.</param>
    /// <param name="across">Width that it has on the page, in pixels.</param>
    public static PlotFigure Even(PlotFigure map, double across)
    {
        var points = map.Traces.Sum(trace => trace.X.Length);
        var size = Math.Clamp(0.55 * across / Math.Sqrt(Math.Max(1, points)), 2.6, 8);
        return map with { Traces = [.. map.Traces.Select(trace => trace.Size > 0 ? trace : trace with { Size = size })] };
    }

    private static (double X, double Y) Cell(FiberId fiber, int petal) =>
        (
            ((petal % PetalsInARow) * (Row + 3)) + (fiber.LocalIndex % Row),
            ((petal / PetalsInARow) * (RowsOfAPetal + 3)) + (fiber.LocalIndex / Row)
        );

    private static Axis PetalAxis(List<int> petals) =>
        new("petal")
        {
            Words =
            [
                .. Enumerable
                    .Range(0, Math.Min(PetalsInARow, petals.Count))
                    .Select(column =>
                        (
                            (column * (Row + 3.0)) + (Row / 2.0),
                            string.Join(" / ", petals.Where((_, at) => at % PetalsInARow == column).Select(petal => $"{petal}"))
                        )
                    ),
            ],
        };

    // Every fourth row has the number of its first fiber within the petal.
    private static Axis RowAxis(List<int> petals)
    {
        var words = ImmutableArray.CreateBuilder<(double At, string Word)>();
        for (var block = 0; block * PetalsInARow < petals.Count; block++)
        {
            for (var row = 0; row < RowsOfAPetal; row += 4)
            {
                words.Add(((block * (RowsOfAPetal + 3)) + row, $"{row * Row}"));
            }
        }

        return new Axis("fiber of the petal") { Words = words.ToImmutable() };
    }

    private static void AddOthers(
        ImmutableArray<Trace>.Builder traces,
        FiberMapSubject subject,
        Func<FiberPlace, (double X, double Y)> place
    )
    {
        var others = subject.Field.All.Where(fiber => fiber.HasPlace && !subject.Spectra.ContainsKey(fiber.Fiber.Number)).ToList();
        if (others.Count > 0)
        {
            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "no spectrum",
                    X = [.. others.Select(fiber => place(fiber).X)],
                    Y = [.. others.Select(fiber => place(fiber).Y)],
                    Tint = Tint.Faint,
                    InLegend = true,
                }
            );
        }
    }

    // A fiber of several kinds has the colour of its first; those that the filter leaves out are still there, but quiet.
    private static void AddKind(
        ImmutableArray<Trace>.Builder traces,
        FiberMapSubject subject,
        TargetKind kind,
        Func<FiberPlace, (double X, double Y)> place
    )
    {
        var fibers = subject.Spectra.Values.Where(target => target.Kind == kind && IsPlaced(target)).ToList();
        foreach (var isWanted in new[] { false, true })
        {
            var some = fibers.Where(target => IsWanted(subject, target) == isWanted).ToList();
            if (some.Count > 0)
            {
                traces.Add(
                    Points(kind.Word(), some, place, isWanted ? Colour(kind) : Tint.Faint) with
                    {
                        InLegend = isWanted,
                        Hollow = !isWanted,
                    }
                );
            }
        }

        bool IsPlaced(FiberTarget target)
        {
            var (x, y) = place(target.Place);
            return double.IsFinite(x) && double.IsFinite(y);
        }
    }

    private static bool IsWanted(FiberMapSubject subject, FiberTarget target) =>
        subject.Kind is not { } kind || target.Kinds.Contains(kind);

    private static Trace Points(string name, List<FiberTarget> fibers, Func<FiberPlace, (double X, double Y)> place, Tint tint) =>
        new()
        {
            Kind = TraceKind.Points,
            Name = name,
            X = [.. fibers.Select(target => place(target.Place).X)],
            Y = [.. fibers.Select(target => place(target.Place).Y)],
            Fibers = [.. fibers.Select(target => target.Place.Fiber.Number)],
            Tint = tint,
            Tips =
            [
                TipField.Text("type", fibers.Select(SpectrumFigures.TypeText)),
                TipField.Number("r", "mag", 2, fibers.Select(target => target.MagnitudeR)),
                TipField.Number("RA", "deg", 4, fibers.Select(target => target.Place.RaDegrees)),
                TipField.Number("Dec", "deg", 4, fibers.Select(target => target.Place.DecDegrees)),
            ],
        };

    /// <summary>The colour of a kind of target.</summary>
    /// <param name="kind">The kind.</param>
    public static Tint Colour(TargetKind kind) =>
        kind switch
        {
            TargetKind.Elg => Tint.Elg,
            TargetKind.Lrg => Tint.Lrg,
            TargetKind.Qso => Tint.Qso,
            TargetKind.Bgs => Tint.Bgs,
            TargetKind.Mws => Tint.Mws,
            TargetKind.Star => Tint.Star,
            TargetKind.Sky => Tint.Sky,
            _ => Tint.Data,
        };

    private static FigureTable Table(FiberMapSubject subject)
    {
        var fibers = subject.Spectra.Values.ToList();
        return new FigureTable([
            FigureColumn.Of("fiber", fibers.Select(target => target.Place.Fiber.Number)),
            FigureColumn.Of("RA", "deg", fibers.Select(target => target.Place.RaDegrees)),
            FigureColumn.Of("Dec", "deg", fibers.Select(target => target.Place.DecDegrees)),
            new FigureColumn("type", string.Empty, [.. fibers.Select(SpectrumFigures.TypeText)]),
            FigureColumn.Of("g", "mag", fibers.Select(target => target.MagnitudeG)),
            FigureColumn.Of("r", "mag", fibers.Select(target => target.MagnitudeR)),
            FigureColumn.Of("z", "mag", fibers.Select(target => target.MagnitudeZ)),
        ]);
    }
}
