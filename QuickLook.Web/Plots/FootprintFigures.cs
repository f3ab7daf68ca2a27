using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>The survey on the sky.</summary>
public static class FootprintFigures
{
    // A number in single precision is exact to here; larger ones of exposures travel as words.
    private const int LargestExact = 1 << 24;

    // A figure is to stay below 300 kB: an observed tile takes 30 bytes with its tooltip, a planned one 8, a night 11 for each verdict.
    private const int MostBytes = 296_000;
    private const int FrameBytes = 12_000;
    private const int BytesOfNight = 44;
    private const int BytesOfObserved = 30;
    private const int BytesOfPlanned = 8;
    private const int FewestPlanned = 5_000;

    /// <summary>The footprint.</summary>
    /// <param name="answer">What is planned and observed.</param>
    /// <param name="colour">What the colours stand for.</param>
    /// <returns>A map; without tiles an empty one that says so.</returns>
    public static PlotFigure Of(SurveyAnswer answer, FootprintColour colour)
    {
        var placed = answer.Observed.RemoveAll(tile => !tile.HasPlace);
        var waiting = Waiting(answer);
        var places = waiting.DistinctBy(tile => (tile.RaDegrees, tile.DecDegrees)).ToList();
        var frame = FrameBytes + (BytesOfNight * placed.Select(tile => tile.LastNight).Distinct().Count());
        var shown = Thinned(places, MostBytes - frame - (BytesOfObserved * placed.Length));
        var traces = ImmutableArray.CreateBuilder<Trace>();
        traces.AddRange(SkyMap.Graticule, SkyMap.MilkyWay);
        if (shown.Count > 0)
        {
            traces.Add(Planned(shown, waiting.Count));
        }

        traces.AddRange(colour == FootprintColour.Program ? ByProgram(placed, answer.Programs) : ByVerdict(placed));
        return new PlotFigure
        {
            Key = "footprint",
            Title = "Footprint",
            Subtitle = "equal areas, RA to the left",
            Caption = placed.IsEmpty
                ? string.Empty
                : "Each point is a tile or a pointing; tiles of several programs at one place lie on each other. Choose a program to see one layer.",
            Missing = Missing(answer, placed.Length, places.Count, shown.Count),
            X = SkyMap.X,
            Y = SkyMap.Y,
            EqualScale = true,
            Size = FigureSize.Large,
            Traces = traces.ToImmutable(),
            Data = Table(answer),
        };
    }

    private static List<PlannedTile> Waiting(SurveyAnswer answer)
    {
        var observed = answer
            .Observed.Where(tile => tile.IsPlanned)
            .Select(tile => (tile.Number, tile.RaDegrees, tile.DecDegrees))
            .ToHashSet();
        return [.. answer.Planned.Where(tile => !observed.Contains((tile.Number, tile.RaDegrees, tile.DecDegrees)))];
    }

    // Layers of several programs at one place are one point: what is under it would not be seen.
    private static List<PlannedTile> Thinned(List<PlannedTile> tiles, int bytes)
    {
        var room = Math.Max(FewestPlanned, bytes / BytesOfPlanned);
        if (tiles.Count <= room)
        {
            return tiles;
        }

        var step = (double)tiles.Count / room;
        return [.. Enumerable.Range(0, room).Select(at => tiles[(int)(at * step)])];
    }

    private static Trace Planned(List<PlannedTile> tiles, int count)
    {
        var places = tiles.ConvertAll(tile => SkyMap.Place(tile.RaDegrees, tile.DecDegrees));
        return new Trace
        {
            Kind = TraceKind.Points,
            Name = Named("planned, not observed", count),
            X = [.. places.Select(place => place.X)],
            Y = [.. places.Select(place => place.Y)],
            Tint = Tint.Faint,
            Size = tiles.Count > 8000 ? 2.4 : 3.2,
            InLegend = true,
        };
    }

    private static IEnumerable<Trace> ByProgram(ImmutableArray<ObservedTile> tiles, ImmutableArray<string> programs) =>
        tiles
            .GroupBy(tile => tile.Program)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                Observed(ProgramTints.Name(group.Key), [.. group], FootprintColour.Program) with
                {
                    Tint = ProgramTints.Of(group.Key, programs),
                }
            );

    // What wants an eye lies on top and is larger, so that it is not told by colour alone.
    private static IEnumerable<Trace> ByVerdict(ImmutableArray<ObservedTile> tiles)
    {
        var kinds = new (string Name, Func<Quality, bool> Holds, Tint Tint, bool Hollow, double Larger)[]
        {
            ("without a verdict", quality => quality is Quality.None or Quality.Unknown or Quality.NotComputed, Tint.Data, true, 0.5),
            ("normal", quality => quality == Quality.Normal, Tint.Normal, false, 0),
            ("warning", quality => quality == Quality.Warning, Tint.Warning, false, 0.7),
            ("alarm", quality => quality == Quality.Alarm, Tint.Alarm, false, 1.4),
        };
        foreach (var kind in kinds)
        {
            var some = tiles.Where(tile => kind.Holds(tile.LastQuality)).ToImmutableArray();
            if (!some.IsEmpty)
            {
                var trace = Observed(kind.Name, some, FootprintColour.Verdict);
                yield return trace with
                {
                    Tint = kind.Tint,
                    Hollow = kind.Hollow,
                    Size = trace.Size + kind.Larger,
                };
            }
        }
    }

    private static Trace Observed(string name, ImmutableArray<ObservedTile> tiles, FootprintColour colour)
    {
        var places = tiles.Select(tile => SkyMap.Place(tile.RaDegrees, tile.DecDegrees)).ToList();
        return new Trace
        {
            Kind = TraceKind.Points,
            Name = Named(name, tiles.Length),
            X = [.. places.Select(place => place.X)],
            Y = [.. places.Select(place => place.Y)],
            Size = tiles.Length > 1500 ? 4 : 5.5,
            InLegend = true,
            Tips =
            [
                Number("tile", [.. tiles.Select(tile => tile.Number)]),
                TipField.Number("RA", "deg", 3, tiles.Select(tile => tile.RaDegrees)),
                TipField.Number("Dec", "deg", 3, tiles.Select(tile => tile.DecDegrees)),
                colour == FootprintColour.Program
                    ? TipField.Text("last verdict", tiles.Select(tile => Verdict(tile)))
                    : TipField.Text("program", tiles.Select(tile => ProgramTints.Name(tile.Program))),
                TipField.Text("exposures", tiles.Select(tile => tile.Exposures.ToString(CultureInfo.InvariantCulture))),
                Number("last exposure", [.. tiles.Select(tile => (int?)tile.LastExposure.Number)]),
                TipField.Text("night", tiles.Select(tile => tile.LastNight.ToString())),
            ],
        };
    }

    private static TipField Number(string name, ImmutableArray<int?> numbers) =>
        numbers.Any(number => number > LargestExact)
            ? TipField.Text(name, numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "–"))
            : TipField.Number(name, string.Empty, 0, numbers.Select(number => number ?? double.NaN));

    private static string Named(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name} ({count})");

    private static string Verdict(ObservedTile tile) => tile.LastProcess is null ? "no results" : QualityWords.Of(tile.LastQuality);

    private static string Missing(SurveyAnswer answer, int placed, int waiting, int shown)
    {
        var nowhere = answer.Observed.Length - placed;
        string[] parts =
        [
            answer.Observed.IsEmpty && answer.Planned.IsEmpty ? "No tile is planned or observed in this choice." : string.Empty,
            nowhere > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{nowhere} observed tiles are not drawn: neither a header nor the plan says where they lie."
                )
                : string.Empty,
            shown < waiting
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {waiting} places of planned tiles {shown} are drawn, evenly chosen; the CSV has all."
                )
                : string.Empty,
            answer.IsCut ? "Older exposures are left out: choose a range of nights." : string.Empty,
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static FigureTable Table(SurveyAnswer answer)
    {
        var observed = answer.Observed.Where(tile => tile.IsPlanned).ToLookup(tile => (tile.Number, tile.RaDegrees, tile.DecDegrees));
        var rows = answer
            .Planned.Select(plan =>
                (Plan: (PlannedTile?)plan, Tile: observed[(plan.Number, plan.RaDegrees, plan.DecDegrees)].FirstOrDefault())
            )
            .Concat(answer.Observed.Where(tile => !tile.IsPlanned).Select(tile => (Plan: (PlannedTile?)null, Tile: (ObservedTile?)tile)))
            .ToList();
        return new FigureTable([
            Column("tile", row => Text(row.Plan is { } plan ? plan.Number : row.Tile?.Number)),
            FigureColumn.Of("RA", "deg", rows.Select(row => row.Plan?.RaDegrees ?? row.Tile!.RaDegrees)),
            FigureColumn.Of("Dec", "deg", rows.Select(row => row.Plan?.DecDegrees ?? row.Tile!.DecDegrees)),
            Column("program", row => row.Tile?.Program ?? row.Plan!.Program),
            Column("pass", row => Text(row.Plan?.Pass)),
            Column("planned", row => row.Plan is null ? "no" : "yes"),
            Column("exposures", row => Text(row.Tile?.Exposures ?? 0)),
            Column("last exposure", row => row.Tile?.LastExposure.ToString() ?? string.Empty),
            Column("night", row => row.Tile?.LastNight.ToString() ?? string.Empty),
            Column("last verdict", row => row.Tile is { } tile ? Verdict(tile) : string.Empty),
        ]);

        FigureColumn Column(string name, Func<(PlannedTile? Plan, ObservedTile? Tile), string> cell) =>
            new(name, string.Empty, [.. rows.Select(cell)]);

        static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
