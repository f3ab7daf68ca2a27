using System.Globalization;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared;

/// <summary>One slice, ready to draw.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Status">Its status.</param>
/// <param name="Fraction">Work done of work known, while running.</param>
/// <param name="Tip">Text of the tooltip.</param>
/// <param name="Href">The page that it opens.</param>
public sealed record PetalView(CameraId Camera, Status Status, double Fraction, string Tip, string Href)
{
    private const double InnerRadius = 50;
    private const double InnerInset = 1.44;
    private const double GlyphSize = 12;
    private const double TextFraction = 0.63;
    private const double TextBesideGlyph = 0.54;

    /// <summary>True for the slice that the Tab key reaches.</summary>
    public bool IsTabStop { get; init; }

    /// <summary>True for the slice that the page shows.</summary>
    public bool IsSelected { get; init; }

    /// <summary>The spectrograph.</summary>
    public Spectrograph Spectrograph => Camera.Spectrograph;

    /// <summary>What assistive technology says: the title of the tooltip.</summary>
    public string Label => Tip.Split('\n', 2)[0];

    /// <summary>The slice.</summary>
    public string Outline =>
        PetalGeometry.Slice(Spectrograph, PetalGeometry.Radius + (Status == Status.Alarm ? PetalGeometry.AlarmReach : 0));

    /// <summary>The real fraction of the work, from the centre.</summary>
    public string? Progress =>
        Status == Status.Running && Fraction > 0
            ? PetalGeometry.Slice(Spectrograph, InnerRadius * Math.Min(1, Fraction), InnerInset)
            : null;

    /// <summary>The inner outline of what is not a verdict.</summary>
    public string? Inner =>
        Status switch
        {
            Status.Running or Status.Queued => PetalGeometry.Slice(Spectrograph, InnerRadius, InnerInset),
            Status.NotComputed => PetalGeometry.Slice(Spectrograph, PetalGeometry.Radius),
            _ => null,
        };

    /// <summary>The outline of what is chosen: its line lies outside of the slice.</summary>
    public string Selection =>
        PetalGeometry.Slice(
            Spectrograph,
            PetalGeometry.Radius + PetalGeometry.SelectionLine + (Status == Status.Alarm ? PetalGeometry.AlarmReach : 0)
        );

    /// <summary>Where the number stands.</summary>
    public (string X, string Y) TextAt => At(Status is Status.Alarm or Status.Warning ? TextBesideGlyph : TextFraction, 0);

    /// <summary>Upper left corner of the glyph.</summary>
    public (string X, string Y) GlyphAt => At(0.81, -GlyphSize / 2);

    /// <summary>The dash of no data, across the slice.</summary>
    public string Dash
    {
        get
        {
            var (x, y) = PetalGeometry.Middle(Spectrograph, 0.85);
            var length = Math.Sqrt((x * x) + (y * y));
            var (dx, dy) = (-y / length * 4, x / length * 4);
            return string.Create(CultureInfo.InvariantCulture, $"M{x - dx:0.0} {y - dy:0.0}L{x + dx:0.0} {y + dy:0.0}");
        }
    }

    private (string X, string Y) At(double fraction, double offset)
    {
        var (x, y) = PetalGeometry.Middle(Spectrograph, fraction);
        return (Text(x + offset), Text(y + offset));
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
