using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>
/// One of the 30 cameras: arm and spectrograph, written <c>b0</c> to <c>z9</c> (in FITS extension names upper case).
/// Ordered as shown: all of b, then r, then z.
/// </summary>
/// <param name="Arm">The arm.</param>
/// <param name="Spectrograph">The spectrograph (petal).</param>
public readonly record struct CameraId(Arm Arm, Spectrograph Spectrograph) : IComparable<CameraId>
{
    /// <summary>All 30 cameras in display order.</summary>
    public static IReadOnlyList<CameraId> All { get; } =
    [.. Arms.All.SelectMany(arm => Spectrograph.All.Select(spectrograph => new CameraId(arm, spectrograph)))];

    /// <summary>Position in <see cref="All"/>, 0 to 29.</summary>
    public int Index => ((int)Arm * Spectrograph.Count) + Spectrograph.Number;

    /// <summary>The name of the camera's HDU in a raw exposure: <c>B0</c>.</summary>
    public string ExtensionName => ToString().ToUpperInvariant();

    /// <summary>Reads <c>b0</c> to <c>z9</c>, upper or lower case, with surrounding blanks as FITS strings have them.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The camera, or the reason why there is none.</returns>
    public static Result<CameraId> Parse(string? text)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        if (trimmed.Length != 2 || !char.IsAsciiDigit(trimmed[1]))
        {
            return new Failure($"'{Shorten(trimmed)}' is not a camera: an arm b, r or z and a spectrograph 0 to 9, such as b0");
        }

        return Arms.Parse(trimmed[0]).Map(arm => new CameraId(arm, new Spectrograph(trimmed[1] - '0')));
    }

    /// <inheritdoc/>
    public int CompareTo(CameraId other) => Index.CompareTo(other.Index);

    /// <summary>The camera as the field writes it: <c>b0</c>.</summary>
    public override string ToString() => $"{Arm.Letter()}{Spectrograph}";

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";

    /// <summary>Display order.</summary>
    public static bool operator <(CameraId left, CameraId right) => left.CompareTo(right) < 0;

    /// <summary>Display order.</summary>
    public static bool operator >(CameraId left, CameraId right) => left.CompareTo(right) > 0;

    /// <summary>Display order.</summary>
    public static bool operator <=(CameraId left, CameraId right) => left.CompareTo(right) <= 0;

    /// <summary>Display order.</summary>
    public static bool operator >=(CameraId left, CameraId right) => left.CompareTo(right) >= 0;
}
