using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>Exposures as points, coloured by what is asked for.</summary>
internal static class RegressionPoints
{
    /// <summary>Points at most. Of more, those farthest from the line are kept and the others thinned evenly in time.</summary>
    public const int Most = 5000;

    private const int MostNights = 6;
    private static readonly Tint[] Tints = [Tint.First, Tint.Second, Tint.Third, Tint.Fourth, Tint.Fifth, Tint.Sixth];

    /// <summary>The points to draw.</summary>
    /// <param name="pairs">All, in order of time.</param>
    /// <param name="line">The line through them; null without one.</param>
    public static ImmutableArray<RegressionPair> Thinned(ImmutableArray<RegressionPair> pairs, StraightLine? line)
    {
        if (pairs.Length <= Most)
        {
            return pairs;
        }

        var far = line is { } through
            ? pairs
                .OrderByDescending(pair => Math.Abs(pair.Y - through.At(pair.X)))
                .Take(Most / 5)
                .ToHashSet(ReferenceEqualityComparer.Instance)
            : [];
        var others = pairs.Where(pair => !far.Contains(pair)).ToList();
        var room = Most - far.Count;
        var kept = Enumerable.Range(0, room).Select(at => others[(int)((long)at * others.Count / room)]);
        return [.. pairs.Where(far.Contains).Concat(kept).OrderBy(pair => pair.Point.At.Days)];
    }

    /// <summary>The traces.</summary>
    /// <param name="pairs">What is drawn.</param>
    /// <param name="subject">The quantities and what the colours stand for.</param>
    public static IEnumerable<Trace> Of(ImmutableArray<RegressionPair> pairs, RegressionSubject subject)
    {
        if (subject.Colour == RegressionColour.Verdict)
        {
            return pairs
                .GroupBy(pair => pair.Quality)
                .OrderBy(group => group.Key == Quality.Alarm)
                .ThenBy(group => group.Key == Quality.Warning)
                .Select(group =>
                    Points(subject, group.Key == Quality.None ? "not judged" : QualityWords.Of(group.Key), [.. group]) with
                    {
                        Tint = TintOf(group.Key),
                        Shape = ShapeOf(group.Key),
                        Hollow = group.Key is Quality.Unknown or Quality.NotComputed,
                        InLegend = true,
                    }
                );
        }

        var nights = pairs.Select(pair => pair.Point.Night).Distinct().Order().ToList();
        if (nights.Count <= MostNights)
        {
            return pairs
                .GroupBy(pair => pair.Point.Night)
                .OrderBy(group => group.Key)
                .Select(group =>
                    Points(subject, $"night {group.Key}", [.. group]) with
                    {
                        Tint = nights.Count == 1 ? Tint.Data : Tints[nights.IndexOf(group.Key)],
                        InLegend = true,
                    }
                );
        }

        var newest = nights[^1].Date.DayNumber;
        double[] ages = [.. pairs.Select(pair => (double)(pair.Point.Night.Date.DayNumber - newest))];
        return
        [
            Points(subject, "exposure", pairs) with
            {
                Colouring = new Colouring([.. ages], new ColourScale(ColourScaleKind.Sequential, ages.Min(), 0, $"days to {nights[^1]}")),
            },
        ];
    }

    private static Trace Points(RegressionSubject subject, string name, ImmutableArray<RegressionPair> pairs) =>
        new()
        {
            Kind = TraceKind.Points,
            Name = name,
            X = [.. pairs.Select(pair => pair.X)],
            Y = [.. pairs.Select(pair => pair.Y)],
            Tint = Tint.Data,
            Processes = [.. pairs.Select(pair => pair.ProcessId)],
            Tips =
            [
                TipField.Number(subject.Y.Title, subject.Y.Unit, 3, pairs.Select(pair => pair.Y)),
                TipField.Number(subject.X.Title, subject.X.Unit, 3, pairs.Select(pair => pair.X)),
                TipField.Whole("exposure", 8, pairs.Select(pair => pair.Point.Exposure.Number)),
                TipField.Text("night", pairs.Select(pair => pair.Point.Night.ToString())),
                TipField.Text("verdict", pairs.Select(pair => QualityWords.Of(pair.Quality))),
            ],
        };

    private static Tint TintOf(Quality quality) =>
        quality switch
        {
            Quality.Normal => Tint.Normal,
            Quality.Warning => Tint.Warning,
            Quality.Alarm => Tint.Alarm,
            _ => Tint.Data,
        };

    private static MarkShape ShapeOf(Quality quality) =>
        quality switch
        {
            Quality.Warning => MarkShape.Triangle,
            Quality.Alarm => MarkShape.Octagon,
            _ => MarkShape.Disc,
        };
}
