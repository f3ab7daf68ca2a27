using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>What stands out in figures over time: verdicts and jumps, marked over the lines.</summary>
/// <param name="Traces">A trace of each kind that occurs.</param>
/// <param name="Caption">What the marks mean.</param>
/// <param name="LeftOut">How many there were too many of, in words; empty when all are marked.</param>
internal sealed record SeriesMarks(ImmutableArray<Trace> Traces, string Caption, string LeftOut)
{
    /// <summary>Marks of one kind at most; the newest ones.</summary>
    public const int Most = 700;

    private const double Size = 11;

    /// <summary>Finds them.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="window">The part of the time that is seen; null for all.</param>
    /// <param name="bounds">Limits of an element; null where there are none.</param>
    /// <param name="unit">Unit of the values.</param>
    public static SeriesMarks Of(
        IReadOnlyList<SeriesLine> lines,
        (double Low, double High)? window,
        Func<int, ElementBounds?> bounds,
        string unit
    )
    {
        var judged = lines.SelectMany(line => Judged(line, lines, bounds)).Where(mark => IsSeen(mark.Point)).ToList();
        var jumps = lines.SelectMany(Jumps).Where(mark => IsSeen(mark.Point)).ToList();
        var warnings = judged.Where(mark => mark.Quality == Quality.Warning).ToList();
        var alarms = judged.Where(mark => mark.Quality == Quality.Alarm).ToList();
        var traces = ImmutableArray.CreateBuilder<Trace>();
        var left = new List<string>();
        Add("warning", warnings, Tint.Warning, MarkShape.Triangle, []);
        Add("alarm", alarms, Tint.Alarm, MarkShape.Octagon, []);
        Add("jump", jumps, Tint.Strong, MarkShape.Diamond, [mark => mark.Jump]);
        return new SeriesMarks(
            traces.ToImmutable(),
            jumps.Count == 0
                ? string.Empty
                : $"A diamond marks a jump: more than {JumpFinder.MostSigmas:0} robust standard deviations from the median of the {JumpFinder.Before} values before.",
            left.Count == 0 ? string.Empty : $"of {string.Join(" and ", left)} the newest {Most} are marked"
        );

        bool IsSeen(SeriesPoint point) => window is not { } seen || (point.At.Days >= seen.Low && point.At.Days <= seen.High);

        void Add(string name, List<Mark> all, Tint tint, MarkShape shape, ImmutableArray<Func<Mark, Jump>> ofJumps)
        {
            if (all.Count == 0)
            {
                return;
            }

            if (all.Count > Most)
            {
                left.Add($"{NumberText.Of(all.Count)} {name}s");
            }

            List<Mark> marks = [.. all.OrderByDescending(mark => mark.Point.At.Days).Take(Most)];
            traces.Add(
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = name,
                    X = [.. marks.Select(mark => mark.Point.At.Days)],
                    Y = [.. marks.Select(mark => mark.Line.Of(mark.Point))],
                    Tint = tint,
                    Shape = shape,
                    Hollow = true,
                    Size = name == "jump" ? Size + 4 : Size,
                    NeedsDouble = true,
                    InLegend = true,
                    Processes = [.. marks.Select(mark => mark.Point.ProcessId ?? 0)],
                    Tips =
                    [
                        TipField.Text("of", marks.Select(mark => mark.Line.Name)),
                        .. ofJumps.SelectMany(jump =>
                            new[]
                            {
                                TipField.Number("median before", unit, 3, marks.Select(mark => jump(mark).Level)),
                                TipField.Number("standard deviations away", string.Empty, 1, marks.Select(mark => jump(mark).Sigmas)),
                            }
                        ),
                        TipField.Whole("exposure", 8, marks.Select(mark => mark.Point.Exposure.Number)),
                        TipField.Text("night", marks.Select(mark => mark.Point.Night.ToString())),
                    ],
                }
            );
        }
    }

    // The verdict of an exposure is over all elements. When it was not normal, the limits say which of them it was; when they do not (others held then), all have the mark.
    private static IEnumerable<Mark> Judged(SeriesLine line, IReadOnlyList<SeriesLine> lines, Func<int, ElementBounds?> bounds)
    {
        var beside = lines.Where(other => other.Camera == line.Camera).ToList();
        foreach (var point in line.Points)
        {
            if (point.Quality is not (Quality.Warning or Quality.Alarm) || !double.IsFinite(line.Of(point)))
            {
                continue;
            }

            var own = Verdict(line, point);
            if (beside.Count == 1 && point.Values.Length == 1)
            {
                yield return new Mark(line, point, point.Quality, default);
            }
            else if (own is Quality.Warning or Quality.Alarm)
            {
                yield return new Mark(line, point, own, default);
            }
            else if (
                Enumerable
                    .Range(0, point.Values.Length)
                    .All(at => Verdict(line with { Element = at }, point) is not (Quality.Warning or Quality.Alarm))
            )
            {
                yield return new Mark(line, point, point.Quality, default);
            }
        }

        Quality Verdict(SeriesLine of, SeriesPoint point) => bounds(of.Element)?.Judge(of.Of(point)) ?? Quality.None;
    }

    private static IEnumerable<Mark> Jumps(SeriesLine line)
    {
        double[] values = [.. line.Points.Select(line.Of)];
        return JumpFinder.Find(values).Select(jump => new Mark(line, line.Points[jump.Index], Quality.None, jump));
    }

    private readonly record struct Mark(SeriesLine Line, SeriesPoint Point, Quality Quality, Jump Jump);
}
