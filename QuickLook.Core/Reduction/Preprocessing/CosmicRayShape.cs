using System.Numerics;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Completes the shapes of cosmic-ray hits: their eight neighbours, and the gaps of straight tracks (pipeline.md 3.2.3, step 3).
/// Works on lists of pixels, because hits are rare.
/// </summary>
internal static class CosmicRayShape
{
    private const int HalfLine = 5;
    private const byte IsHit = 1 << 7;

    /// <summary>Steps along a line, its ends first: that is where a line that is not whole is found out soonest.</summary>
    private static readonly int[] FromTheEnds = [-5, 5, -4, 4, -3, 3, -2, 2, -1, 1, 0];

    /// <summary>
    /// Seven lines of eleven pixels through a centre, as steps (row, column): 0, 20, 45, 70, 110, 135 and 160 degrees. Lines other than
    /// multiples of 45 degrees are rounded down, and those beyond 90 degrees are mirror images of the others; so the reference does it.
    /// </summary>
    private static readonly (int Row, int Column)[][] Lines =
    [
        Line(x => (0, x)),
        Line(x => (Floor(x, 20), x)),
        Line(x => (x, x)),
        Line(x => (x, Floor(x, 20))),
        Line(x => (x, -Floor(x, 20))),
        Line(x => (x, -x)),
        Line(x => (Floor(x, 20), -x)),
    ];

    /// <summary>Spreads hits.</summary>
    /// <param name="hits">Positions (row times width plus column) of rejected pixels, each once.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="dilate">Add the eight neighbours of each.</param>
    /// <param name="closeGaps">Close gaps along the seven lines.</param>
    /// <returns>All positions, each once.</returns>
    public static List<int> Spread(List<int> hits, int height, int width, bool dilate, bool closeGaps)
    {
        using var marks = new Plane<byte>(height, width);
        var spread = new List<int>(hits.Count * 4);
        foreach (var hit in hits)
        {
            var (row, column) = Math.DivRem(hit, width);
            var reach = dilate ? 1 : 0;
            for (var y = Math.Max(0, row - reach); y <= Math.Min(height - 1, row + reach); y++)
            {
                for (var x = Math.Max(0, column - reach); x <= Math.Min(width - 1, column + reach); x++)
                {
                    ref var mark = ref marks[y, x];
                    if ((mark & IsHit) == 0)
                    {
                        mark |= IsHit;
                        spread.Add((y * width) + x);
                    }
                }
            }
        }

        if (closeGaps)
        {
            CloseGaps(spread, marks);
        }

        return spread;
    }

    /// <summary>
    /// Binary closing with each line, all from the same hits: first each hit is drawn out to a line (a bit per line in the marks), then a
    /// pixel stays if the whole line through it is drawn. What lies outside the image counts as drawn.
    /// </summary>
    private static void CloseGaps(List<int> spread, Plane<byte> marks)
    {
        var bits = marks.Span;
        var steps = new int[Lines.Length][];
        for (var line = 0; line < steps.Length; line++)
        {
            steps[line] = Array.ConvertAll(Lines[line], step => (step.Row * marks.Width) + step.Column);
        }

        var drawn = new List<int>(spread.Count * 4);
        foreach (var hit in spread)
        {
            Draw(hit, marks, steps, drawn);
        }

        foreach (var candidate in drawn)
        {
            if (IsSomeWholeLineDrawn(candidate, marks, steps))
            {
                bits[candidate] |= IsHit;
                spread.Add(candidate);
            }
        }
    }

    private static void Draw(int hit, Plane<byte> marks, int[][] steps, List<int> drawn)
    {
        var bits = marks.Span;
        var isInside = IsFarFromBorder(hit, marks);
        for (var line = 0; line < steps.Length; line++)
        {
            for (var i = 0; i < FromTheEnds.Length; i++)
            {
                if (!isInside && !Contains(marks, hit, Lines[line][i]))
                {
                    continue;
                }

                ref var mark = ref bits[hit + steps[line][i]];
                if (mark == 0)
                {
                    drawn.Add(hit + steps[line][i]);
                }

                mark |= (byte)(1 << line);
            }
        }
    }

    private static bool IsSomeWholeLineDrawn(int centre, Plane<byte> marks, int[][] steps)
    {
        ReadOnlySpan<byte> bits = marks.Span;
        var isInside = IsFarFromBorder(centre, marks);
        for (var lines = bits[centre] & ~IsHit; lines != 0; lines &= lines - 1)
        {
            var line = BitOperations.TrailingZeroCount(lines);
            var isWhole = true;
            for (var i = 0; i < FromTheEnds.Length && isWhole; i++)
            {
                isWhole = (!isInside && !Contains(marks, centre, Lines[line][i])) || (bits[centre + steps[line][i]] & (1 << line)) != 0;
            }

            if (isWhole)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFarFromBorder(int index, Plane<byte> marks)
    {
        var (row, column) = Math.DivRem(index, marks.Width);
        return Math.Min(row, column) >= HalfLine && row < marks.Height - HalfLine && column < marks.Width - HalfLine;
    }

    private static bool Contains(Plane<byte> marks, int index, (int Row, int Column) step)
    {
        var (row, column) = Math.DivRem(index, marks.Width);
        return (uint)(row + step.Row) < (uint)marks.Height && (uint)(column + step.Column) < (uint)marks.Width;
    }

    private static (int Row, int Column)[] Line(Func<int, (int Row, int Column)> point) => Array.ConvertAll(FromTheEnds, x => point(x));

    private static int Floor(int along, double degrees) => (int)Math.Floor(along * Math.Tan(degrees * Math.PI / 180));
}
