using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>
/// A rectangle of pixels. Headers write it <c>[x1:x2,y1:y2]</c>, from 1 and inclusive, x first (pipeline.md 1.2); here it is held as
/// first row and column from 0 and size.
/// </summary>
/// <param name="Row">First row y, from 0.</param>
/// <param name="Column">First column x, from 0.</param>
/// <param name="Height">Number of rows, at least 1.</param>
/// <param name="Width">Number of columns, at least 1.</param>
public readonly record struct DetectorSection(int Row, int Column, int Height, int Width)
{
    private const int LargestCoordinate = 1_000_000;

    /// <summary>The row after the last one.</summary>
    public int EndRow => Row + Height;

    /// <summary>The column after the last one.</summary>
    public int EndColumn => Column + Width;

    /// <summary>True when the two rectangles share a pixel.</summary>
    /// <param name="other">The other rectangle.</param>
    public bool Overlaps(DetectorSection other) =>
        Row < other.EndRow && other.Row < EndRow && Column < other.EndColumn && other.Column < EndColumn;

    /// <summary>True when every pixel lies within an image of this size.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    public bool FitsInto(int height, int width) => Row >= 0 && Column >= 0 && EndRow <= height && EndColumn <= width;

    /// <summary>Reads <c>[x1:x2,y1:y2]</c>; blanks do not matter.</summary>
    /// <param name="text">What the header says.</param>
    /// <returns>The section, or the reason why there is none.</returns>
    public static Result<DetectorSection> Parse(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is < 9 or > 60 || trimmed[0] != '[' || trimmed[^1] != ']')
        {
            return Malformed();
        }

        var inner = trimmed[1..^1];
        var comma = inner.IndexOf(',');
        if (comma < 0 || !TryRange(inner[..comma], out var x1, out var x2) || !TryRange(inner[(comma + 1)..], out var y1, out var y2))
        {
            return Malformed();
        }

        return new DetectorSection(y1 - 1, x1 - 1, y2 - y1 + 1, x2 - x1 + 1);
    }

    /// <summary>As headers write it: <c>[x1:x2,y1:y2]</c>.</summary>
    public override string ToString() => $"[{Column + 1}:{EndColumn},{Row + 1}:{EndRow}]";

    private static Failure Malformed() => new("not a section of the form [x1:x2,y1:y2] with 1 <= x1 <= x2 and 1 <= y1 <= y2");

    private static bool TryRange(ReadOnlySpan<char> text, out int first, out int last)
    {
        last = 0;
        var colon = text.IndexOf(':');
        first = 0;
        return colon > 0
            && int.TryParse(text[..colon].Trim(), out first)
            && int.TryParse(text[(colon + 1)..].Trim(), out last)
            && first >= 1
            && last >= first
            && last <= LargestCoordinate;
    }
}
