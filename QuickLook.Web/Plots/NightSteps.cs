using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Plots;

/// <summary>What nights add up, by kind: tiles by program, objects by type. Bars of each night, and lines of the sum so far.</summary>
/// <param name="Things">What is counted: <c>tiles</c>.</param>
/// <param name="Kinds">The kinds, in order: key, name and colour.</param>
/// <param name="Steps">What each night did for each kind, in order of nights.</param>
/// <param name="Nothing">What is said when there is nothing.</param>
internal sealed record NightSteps(
    string Things,
    ImmutableArray<(string Key, string Name, Tint Tint)> Kinds,
    ImmutableArray<NightStep> Steps,
    string Nothing
)
{
    private const int MostLabels = 9;

    /// <summary>For each night a bar, that of a kind on the other.</summary>
    /// <param name="key">Key of the figure.</param>
    /// <param name="title">Its title.</param>
    /// <param name="height">What a bar is as high as.</param>
    /// <param name="data">Behind the figure.</param>
    public PlotFigure PerNight(string key, string title, Func<NightStep, long> height, FigureTable data)
    {
        var reached = Steps.Select(step => step.Night).Distinct().ToDictionary(night => night, _ => 0.0);
        var traces = new List<Trace>();
        foreach (var (kind, name, tint) in Kinds)
        {
            var own = Steps.Where(step => step.Kind == kind).ToList();
            foreach (var step in own)
            {
                reached[step.Night] += height(step);
            }

            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = name,
                    X = [.. own.Select(step => Day(step.Night))],
                    Y = [.. own.Select(step => reached[step.Night])],
                    BarWidth = 0.8,
                    Tint = tint,
                    InLegend = Kinds.Length > 1,
                    Tips = Tips(own),
                }
            );
        }

        traces.Reverse(); // the highest bars behind
        return Figure(key, title, string.Empty, [.. traces], data);
    }

    /// <summary>The sum up to each night, a line for each kind and one for all.</summary>
    /// <param name="key">Key of the figure.</param>
    /// <param name="title">Its title.</param>
    /// <param name="subtitle">What is added up.</param>
    /// <param name="data">Behind the figure.</param>
    public PlotFigure SoFar(string key, string title, string subtitle, FigureTable data)
    {
        var nights = Steps.Select(step => step.Night).Distinct().Order().ToList();
        var lines = Kinds.Select(kind => Line(nights, kind.Key, kind.Name) with { Tint = kind.Tint });
        return Figure(
            key,
            title,
            subtitle,
            [.. lines, .. Kinds.Length > 1 ? [Line(nights, kind: null, "all")] : Array.Empty<Trace>()],
            data
        );
    }

    private PlotFigure Figure(string key, string title, string subtitle, ImmutableArray<Trace> traces, FigureTable data) =>
        new()
        {
            Key = key,
            Title = title,
            Subtitle = subtitle,
            Missing = Steps.IsEmpty ? Nothing : string.Empty,
            X = Nights(),
            Y = new Axis(Things),
            Traces = traces,
            Size = FigureSize.Wide,
            Data = data,
        };

    private Trace Line(List<Night> nights, string? kind, string name)
    {
        var added = Steps
            .Where(step => kind is null || step.Kind == kind)
            .GroupBy(step => step.Night)
            .ToDictionary(group => group.Key, group => group.Sum(step => step.New));
        var sum = 0L;
        ImmutableArray<double> soFar = [.. nights.Select(night => (double)(sum += added.GetValueOrDefault(night)))];
        return new Trace
        {
            Kind = nights.Count > 1 ? TraceKind.Line : TraceKind.Points,
            Name = name,
            X = [.. nights.Select(Day)],
            Y = soFar,
            Tint = Tint.Strong,
            Size = nights.Count > 1 ? 1.8 : 7,
            Dashed = kind is null,
            InLegend = true,
            Tips =
            [
                TipField.Text("night", nights.Select(night => night.ToString())),
                TipField.Number($"{Things} so far", string.Empty, 0, soFar),
                TipField.Number("new", string.Empty, 0, nights.Select(night => (double)added.GetValueOrDefault(night))),
            ],
        };
    }

    private ImmutableArray<TipField> Tips(List<NightStep> steps)
    {
        ImmutableArray<TipField> tips =
        [
            TipField.Text("night", steps.Select(step => step.Night.ToString())),
            TipField.Number(Things, string.Empty, 0, steps.Select(step => (double)step.Count)),
            TipField.Number("for the first time", string.Empty, 0, steps.Select(step => (double)step.New)),
        ];
        return steps.TrueForAll(step => step.Exposures is not null)
            ? tips.Add(TipField.Number("exposures", string.Empty, 0, steps.Select(step => (double)step.Exposures!.Value)))
            : tips;
    }

    // Nights are named at a few places, evenly chosen among those that there are.
    private Axis Nights()
    {
        if (Steps.IsEmpty)
        {
            return new Axis("night");
        }

        var first = Steps.Min(step => step.Night);
        var (from, to) = (Day(first), Day(Steps.Max(step => step.Night)));
        var apart = Math.Max(1, (int)Math.Ceiling((to - from + 1) / MostLabels));
        return new Axis("night")
        {
            Range = (from - 0.7, to + 0.7),
            Words =
            [
                .. Enumerable
                    .Range(0, ((int)(to - from) / apart) + 1)
                    .Select(at => first.Date.AddDays(at * apart))
                    .Select(date => ((double)date.DayNumber, new Night(date).ToString())),
            ],
        };
    }

    private static double Day(Night night) => night.Date.DayNumber;
}
