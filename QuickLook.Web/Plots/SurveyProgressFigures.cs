using System.Collections.Immutable;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Plots;

/// <summary>How the survey goes on, night by night.</summary>
public static class SurveyProgressFigures
{
    private const int MostLabels = 9;
    private const string Nothing = "No tile was observed in this choice.";

    /// <summary>Different tiles that each night observed, a bar on the other for each program.</summary>
    /// <param name="answer">The survey.</param>
    public static PlotFigure PerNight(SurveyAnswer answer)
    {
        var programs = Programs(answer);
        var nights = answer.Nights.GroupBy(entry => entry.Night).OrderBy(group => group.Key).ToList();
        var height = nights.ToDictionary(group => group.Key, _ => 0.0);
        var traces = new List<Trace>();
        foreach (var program in programs)
        {
            var entries = answer.Nights.Where(entry => entry.Program == program).ToList();
            foreach (var entry in entries)
            {
                height[entry.Night] += entry.Tiles;
            }

            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = ProgramTints.Name(program),
                    X = [.. entries.Select(entry => Day(entry.Night))],
                    Y = [.. entries.Select(entry => height[entry.Night])],
                    BarWidth = 0.8,
                    Tint = ProgramTints.Of(program, answer.Programs),
                    InLegend = programs.Count > 1,
                    Tips =
                    [
                        TipField.Text("night", entries.Select(entry => entry.Night.ToString())),
                        TipField.Number("tiles", string.Empty, 0, entries.Select(entry => (double)entry.Tiles)),
                        TipField.Number("for the first time", string.Empty, 0, entries.Select(entry => (double)entry.NewTiles)),
                        TipField.Number("exposures", string.Empty, 0, entries.Select(entry => (double)entry.Exposures)),
                    ],
                }
            );
        }

        traces.Reverse(); // the highest bars behind
        return new PlotFigure
        {
            Key = "tiles-per-night",
            Title = "Tiles per night",
            Missing = nights.Count == 0 ? Nothing : string.Empty,
            X = Nights(answer),
            Y = new Axis("tiles"),
            Traces = [.. traces],
            Size = FigureSize.Wide,
            Data = Table(answer),
        };
    }

    /// <summary>Tiles observed at least once up to each night, a line for each program and one for all.</summary>
    /// <param name="answer">The survey.</param>
    public static PlotFigure Cumulative(SurveyAnswer answer)
    {
        var programs = Programs(answer);
        var nights = answer.Nights.Select(entry => entry.Night).Distinct().Order().ToList();
        var traces = programs.Select(program =>
            Line(nights, answer, program) with
            {
                Name = ProgramTints.Name(program),
                Tint = ProgramTints.Of(program, answer.Programs),
            }
        );
        return new PlotFigure
        {
            Key = "tiles-so-far",
            Title = "Tiles observed so far",
            Subtitle = "at least once, counted from the first night of the choice",
            Missing = nights.Count == 0 ? Nothing : string.Empty,
            X = Nights(answer),
            Y = new Axis("tiles"),
            Traces = [.. traces, .. programs.Count > 1 ? [Line(nights, answer, program: null)] : Array.Empty<Trace>()],
            Size = FigureSize.Wide,
            Data = Table(answer),
        };
    }

    private static Trace Line(List<Night> nights, SurveyAnswer answer, string? program)
    {
        var added = answer
            .Nights.Where(entry => program is null || entry.Program == program)
            .GroupBy(entry => entry.Night)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.NewTiles));
        var sum = 0;
        ImmutableArray<double> soFar = [.. nights.Select(night => (double)(sum += added.GetValueOrDefault(night)))];
        return new Trace
        {
            Kind = nights.Count > 1 ? TraceKind.Line : TraceKind.Points,
            Name = "all",
            X = [.. nights.Select(Day)],
            Y = soFar,
            Tint = Tint.Strong,
            Size = nights.Count > 1 ? 1.8 : 7,
            Dashed = program is null,
            InLegend = true,
            Tips =
            [
                TipField.Text("night", nights.Select(night => night.ToString())),
                TipField.Number("tiles so far", string.Empty, 0, soFar),
                TipField.Number("new", string.Empty, 0, nights.Select(night => (double)added.GetValueOrDefault(night))),
            ],
        };
    }

    private static List<string> Programs(SurveyAnswer answer) =>
        [.. answer.Nights.Select(entry => entry.Program).Distinct().Order(StringComparer.Ordinal)];

    // Nights are named at a few places, evenly chosen among those that there are.
    private static Axis Nights(SurveyAnswer answer)
    {
        var nights = answer.Nights.Select(entry => entry.Night).Distinct().Order().ToList();
        if (nights.Count == 0)
        {
            return new Axis("night");
        }

        var (first, last) = (Day(nights[0]), Day(nights[^1]));
        var step = Math.Max(1, (int)Math.Ceiling((last - first + 1) / MostLabels));
        return new Axis("night")
        {
            Range = (first - 0.7, last + 0.7),
            Words =
            [
                .. Enumerable
                    .Range(0, ((int)(last - first) / step) + 1)
                    .Select(at => nights[0].Date.AddDays(at * step))
                    .Select(date => ((double)date.DayNumber, new Night(date).ToString())),
            ],
        };
    }

    private static double Day(Night night) => night.Date.DayNumber;

    private static FigureTable Table(SurveyAnswer answer) =>
        new([
            new FigureColumn("night", string.Empty, [.. answer.Nights.Select(entry => entry.Night.ToString())]),
            new FigureColumn("program", string.Empty, [.. answer.Nights.Select(entry => entry.Program)]),
            FigureColumn.Of("tiles", answer.Nights.Select(entry => entry.Tiles)),
            FigureColumn.Of("tiles for the first time", answer.Nights.Select(entry => entry.NewTiles)),
            FigureColumn.Of("exposures", answer.Nights.Select(entry => entry.Exposures)),
        ]);
}
