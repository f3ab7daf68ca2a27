using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>
/// Where the parts of a bullet graph lie: deviation from the reference across, the warning range over 71 % of the width, the normal range inside of it. Units are
/// those of the drawing, 132 wide. An element without value or limits has no tick.
/// </summary>
public sealed record BulletGeometry
{
    /// <summary>Width of the drawing.</summary>
    public const double Width = 132;

    private const double WarningLeft = 19;
    private const double WarningRight = Width - WarningLeft;
    private const double GlyphSize = 11;
    private const double TickWidth = 2;

    private BulletGeometry() { }

    /// <summary>False for limits that allow one value only: then there is no band, and the middle is that value.</summary>
    public bool HasBands { get; private init; }

    /// <summary>Ends of the normal range.</summary>
    public (double Left, double Right) Normal { get; private init; }

    /// <summary>Ends of the warning range.</summary>
    public static (double Left, double Right) Warning => (WarningLeft, WarningRight);

    /// <summary>Left edges of the ticks of elements inside of the drawing.</summary>
    public ImmutableArray<double> Ticks { get; private init; } = [];

    /// <summary>Left edges of the glyphs of elements that are outside of the warning range, at most one at either end.</summary>
    public ImmutableArray<(double Left, Status Status)> Glyphs { get; private init; } = [];

    /// <summary>The graph of a test; null when nothing can be drawn, as without limits.</summary>
    /// <param name="elements">Its elements.</param>
    public static BulletGeometry? Of(ImmutableArray<ElementReading> elements)
    {
        var drawn = elements
            .Where(element => element is { Normal: not null, Warning: not null } && double.IsFinite(element.Value))
            .ToList();
        if (drawn.Count == 0)
        {
            return null;
        }

        // The ranges around the reference are the same for all elements of a test; only references differ.
        var (normal, warning) = Around(drawn[0]);
        var low = Math.Min(warning.Low, normal.Low);
        var high = Math.Max(warning.High, normal.High);
        var scale = high > low ? (WarningRight - WarningLeft) / (high - low) : 0;
        double At(double deviation) => scale == 0 ? Middle(deviation) : WarningLeft + ((deviation - low) * scale);

        var ticks = ImmutableArray.CreateBuilder<double>();
        var ends = new SortedDictionary<double, Status>();
        foreach (var element in drawn)
        {
            var at = At(element.Value - element.Reference);
            if (at is >= WarningLeft and <= WarningRight)
            {
                ticks.Add(Math.Round(at - (TickWidth / 2), 1));
                continue;
            }

            var left = at < WarningLeft ? (WarningLeft - GlyphSize) / 2 : WarningRight + ((Width - WarningRight - GlyphSize) / 2);
            var status = StatusOf.Verdict(element.Quality);
            ends[left] = ends.TryGetValue(left, out var other) && other < status ? other : status;
        }

        return new BulletGeometry
        {
            HasBands = scale > 0,
            Normal = scale == 0 ? (Middle(0) - 1, Middle(0) + 1) : (Math.Round(At(normal.Low), 1), Math.Round(At(normal.High), 1)),
            Ticks = ticks.ToImmutable(),
            Glyphs = [.. ends.Select(end => (end.Key, end.Value))],
        };
    }

    /// <summary>A place as it is written.</summary>
    /// <param name="value">The place.</param>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // A range without width: what is at the reference is in the middle, all else outside.
    private static double Middle(double deviation) =>
        deviation switch
        {
            0 => Width / 2,
            < 0 => 0,
            _ => Width,
        };

    private static (ToleranceRange Normal, ToleranceRange Warning) Around(ElementReading element) =>
        (
            new ToleranceRange(element.Normal!.Value.Low - element.Reference, element.Normal.Value.High - element.Reference),
            new ToleranceRange(element.Warning!.Value.Low - element.Reference, element.Warning.Value.High - element.Reference)
        );
}
