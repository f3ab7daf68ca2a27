namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>Which lines of the list are looked for in a spectrum, and when a spectrum with a line that could not be fitted still counts.</summary>
public abstract class LineSelection
{
    /// <summary>Lines inside the spectrum, each on its own; a line that cannot be fitted costs itself only.</summary>
    public static LineSelection Inside { get; } = new EachOnItsOwn();

    /// <summary>
    /// desi_quicklook's rule (pipeline.md 3.5): each spectrum shortens the list for all that follow, by one line more than lies outside, and a line
    /// that cannot be fitted costs the whole fiber. A line at the upper end is fitted with what there is of its window. For comparison only.
    /// </summary>
    public static LineSelection Original { get; } = new Shortening();

    /// <summary>True when one line without a fit leaves the fiber without one.</summary>
    public abstract bool NeedsAllLines { get; }

    /// <summary>True when a window that is cut off by the last bin of a spectrum is used all the same.</summary>
    public abstract bool TakesCutWindows { get; }

    /// <summary>Part of the list that is looked for in a spectrum.</summary>
    /// <param name="lines">The arm's list, ascending.</param>
    /// <param name="remaining">What the spectrum before left of it.</param>
    /// <param name="first">First wavelength of the spectrum, Angstrom.</param>
    /// <param name="last">Last wavelength of the spectrum, Angstrom.</param>
    internal abstract Range Choose(ReadOnlySpan<double> lines, Range remaining, double first, double last);

    private sealed class EachOnItsOwn : LineSelection
    {
        public override bool NeedsAllLines => false;

        public override bool TakesCutWindows => false;

        internal override Range Choose(ReadOnlySpan<double> lines, Range remaining, double first, double last)
        {
            var begin = 0;
            while (begin < lines.Length && lines[begin] <= first)
            {
                begin++;
            }

            var end = lines.Length;
            while (end > begin && lines[end - 1] >= last)
            {
                end--;
            }

            return begin..end;
        }
    }

    private sealed class Shortening : LineSelection
    {
        public override bool NeedsAllLines => true;

        public override bool TakesCutWindows => true;

        internal override Range Choose(ReadOnlySpan<double> lines, Range remaining, double first, double last)
        {
            var (begin, length) = remaining.GetOffsetAndLength(lines.Length);
            var end = begin + length;
            if (begin < end && first >= lines[begin])
            {
                while (begin < end && lines[begin] <= first)
                {
                    begin++;
                }

                end = Math.Max(begin, end - 1);
            }

            if (begin < end && last <= lines[end - 1])
            {
                while (end > begin && lines[end - 1] >= last)
                {
                    end--;
                }

                end = Math.Max(begin, end - 1);
            }

            return begin..end;
        }
    }
}
