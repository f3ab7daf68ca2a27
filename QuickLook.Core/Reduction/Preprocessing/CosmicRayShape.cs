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
        var (height, width) = (marks.Height, marks.Width);
        var bits = marks.Span;
        var hits = spread.ToArray();
        foreach (var hit in hits)
        {
            var (row, column) = Math.DivRem(hit, width);
            for (var line = 0; line < Lines.Length; line++)
            {
                foreach (var step in Lines[line])
                {
                    var (y, x) = (row + step.Row, column + step.Column);
                    if ((uint)y < (uint)height && (uint)x < (uint)width)
                    {
                        bits[(y * width) + x] |= (byte)(1 << line);
                    }
                }
            }
        }

        foreach (var hit in hits)
        {
            var (row, column) = Math.DivRem(hit, width);
            for (var line = 0; line < Lines.Length; line++)
            {
                foreach (var step in Lines[line])
                {
                    var (y, x) = (row + step.Row, column + step.Column);
                    if (
                        (uint)y < (uint)height
                        && (uint)x < (uint)width
                        && (bits[(y * width) + x] & IsHit) == 0
                        && IsWholeLineDrawn(bits, y, x, line, height, width)
                    )
                    {
                        bits[(y * width) + x] |= IsHit;
                        spread.Add((y * width) + x);
                    }
                }
            }
        }
    }

    private static bool IsWholeLineDrawn(ReadOnlySpan<byte> bits, int row, int column, int line, int height, int width)
    {
        foreach (var step in Lines[line])
        {
            var (y, x) = (row + step.Row, column + step.Column);
            if ((uint)y < (uint)height && (uint)x < (uint)width && (bits[(y * width) + x] & (1 << line)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static (int Row, int Column)[] Line(Func<int, (int Row, int Column)> point) =>
        [.. Enumerable.Range(-HalfLine, (2 * HalfLine) + 1).Select(point)];

    private static int Floor(int along, double degrees) => (int)Math.Floor(along * Math.Tan(degrees * Math.PI / 180));
}
