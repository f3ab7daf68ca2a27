using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>One element of a test against the exposures before: the others thin, the limits that hold now as bands.</summary>
public static class PastFigure
{
    private const double FocusWidth = 2;
    private const double ThinWidth = 1;
    private const double MarkSize = 9;

    /// <summary>The figure.</summary>
    /// <param name="reading">The test as it is now.</param>
    /// <param name="now">The exposure on screen.</param>
    /// <param name="past">The exposures before, in any order.</param>
    /// <param name="focus">Index of the element that it is about.</param>
    /// <returns>A figure; without exposures before it says so.</returns>
    public static PlotFigure Of(TestReading reading, ExposureId now, ImmutableArray<PastValues> past, int focus)
    {
        var element = reading.Elements.ElementAtOrDefault(focus);
        var runs = past.Where(run => run.Values.Any(double.IsFinite)).OrderBy(run => run.Exposure).ToList();
        if (!reading.Elements.IsEmpty)
        {
            runs.Add(new PastValues(now, reading.Quality, [.. reading.Elements.Select(each => each.Value)]));
        }

        var before = runs.Count(run => run.Exposure != now);
        var names = reading.Elements.Select(each => each.Name).ToList();
        return new PlotFigure
        {
            Key = $"{reading.Test.Name}-past",
            Title = before switch
            {
                0 => $"{Named(element, reading.Test.DisplayName)} in exposures before",
                1 => $"{Named(element, reading.Test.DisplayName)} against the exposure before",
                _ => $"{Named(element, reading.Test.DisplayName)} against its last {before} exposures",
            },
            Subtitle =
                names.Count > 1
                    ? $"same flavor, program and camera; {string.Join(", ", names.Where((_, at) => at != focus))} thin"
                    : "same flavor, program and camera",
            Caption =
                before == 0
                    ? string.Empty
                    : "Bands are the limits of this exposure; the colour of a point is the verdict that its exposure got. A click on a point opens its exposure.",
            Missing = before == 0 ? "There is no exposure of the same flavor and program before this one." : string.Empty,
            X = new Axis("exposure"),
            Y = new Axis(reading.Test.DisplayName, reading.Test.Unit),
            Size = FigureSize.Wide,
            Bands = [.. Bands(element)],
            Guides =
                element is { Reference: var reference } && double.IsFinite(reference)
                    ? [new GuideLine(AxisName.Y, reference, $"reference {NumberText.Of(reference)}", GuideKind.Reference)]
                    : [],
            Traces = before == 0 ? [] : [.. Lines(runs, names, focus), .. Marks(runs, element, focus)],
            Data = DataOf(runs, names, reading.Test.Unit),
        };
    }

    /// <summary>The colour of an element.</summary>
    /// <param name="name">Its name.</param>
    public static Tint TintOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "A" => Tint.AmplifierA,
            "B" => Tint.AmplifierB,
            "C" => Tint.AmplifierC,
            "D" => Tint.AmplifierD,
            "ELG" => Tint.Elg,
            "LRG" => Tint.Lrg,
            "QSO" => Tint.Qso,
            "STAR" => Tint.Star,
            "BGS" => Tint.Bgs,
            "MWS" => Tint.Mws,
            _ => Tint.Data,
        };

    private static string Named(ElementReading? element, string title) =>
        element switch
        {
            null or { Name.Length: 0 } => title,
            { Name: "A" or "B" or "C" or "D" } => $"Amp {element.Name}",
            _ => element.Name,
        };

    private static IEnumerable<LimitBand> Bands(ElementReading? element)
    {
        if (element?.Warning is { } warning)
        {
            yield return new LimitBand(AxisName.Y, LimitKind.Warning, warning.Low, warning.High);
        }

        if (element?.Normal is { } normal)
        {
            yield return new LimitBand(AxisName.Y, LimitKind.Normal, normal.Low, normal.High);
        }
    }

    private static IEnumerable<Trace> Lines(List<PastValues> runs, List<string> names, int focus)
    {
        var elements = Math.Max(names.Count, 1);
        foreach (var at in Enumerable.Range(0, elements).OrderBy(at => at == focus))
        {
            yield return new Trace
            {
                Kind = TraceKind.Line,
                Name = names.ElementAtOrDefault(at) is { Length: > 0 } name ? name : "value",
                X = [.. runs.Select(run => (double)run.Exposure.Number)],
                Y = [.. runs.Select(run => ValueOf(run, at))],
                Tint = TintOf(names.ElementAtOrDefault(at) ?? string.Empty),
                Size = at == focus ? FocusWidth : ThinWidth,
                NeedsDouble = true,
                Processes = [.. runs.Select(run => run.ProcessId)],
            };
        }
    }

    // One trace per verdict, so that each has the colour of its status.
    private static IEnumerable<Trace> Marks(List<PastValues> runs, ElementReading? element, int focus) =>
        runs.Where(run => double.IsFinite(ValueOf(run, focus)))
            .GroupBy(run => Judged(run, element, focus))
            .OrderBy(group => group.Key)
            .Select(group => new Trace
            {
                Kind = TraceKind.Points,
                Name = group.Key switch
                {
                    Tint.Normal => "normal",
                    Tint.Warning => "warning",
                    Tint.Alarm => "alarm",
                    _ => "not judged",
                },
                X = [.. group.Select(run => (double)run.Exposure.Number)],
                Y = [.. group.Select(run => ValueOf(run, focus))],
                Tint = group.Key,
                Size = MarkSize,
                Hollow = group.Key == Tint.Faint,
                NeedsDouble = true,
                Processes = [.. group.Select(run => run.ProcessId)],
                Tips = [TipField.Text("exposure", group.Select(run => run.Exposure.ToString()))],
            });

    // What is recorded is the verdict over all elements: when that was not normal, the element's own limits say which of them it was.
    private static Tint Judged(PastValues run, ElementReading? element, int focus)
    {
        if (run.Quality is Quality.Normal || (run.Values.Length == 1 && run.Quality is Quality.Warning or Quality.Alarm))
        {
            return Of(run.Quality);
        }

        var value = ValueOf(run, focus);
        return run.Quality is Quality.Warning or Quality.Alarm && element is { Normal: { } normal, Warning: { } warning }
            ? normal.Contains(value)
                ? Tint.Normal
                : warning.Contains(value)
                    ? Tint.Warning
                    : Tint.Alarm
            : Tint.Faint;
    }

    private static Tint Of(Quality quality) =>
        quality switch
        {
            Quality.Normal => Tint.Normal,
            Quality.Warning => Tint.Warning,
            _ => Tint.Alarm,
        };

    private static double ValueOf(PastValues run, int at) => at < run.Values.Length ? run.Values[at] : double.NaN;

    private static FigureTable DataOf(List<PastValues> runs, List<string> names, string unit) =>
        new([
            new FigureColumn("exposure", string.Empty, [.. runs.Select(run => run.Exposure.ToString())]),
            .. Enumerable
                .Range(0, Math.Max(names.Count, 1))
                .Select(at =>
                    FigureColumn.Of(
                        names.ElementAtOrDefault(at) is { Length: > 0 } name ? name : "value",
                        unit,
                        runs.Select(run => ValueOf(run, at))
                    )
                ),
        ]);
}
