using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>
/// An observing night, named by the local date at its start: night N runs from noon of N to noon of N+1 at the site.
/// Written <c>YYYYMMDD</c>.
/// </summary>
/// <param name="Date">The local date on which the night begins.</param>
public readonly record struct Night(DateOnly Date) : IComparable<Night>
{
    private const string Format = "yyyyMMdd";

    /// <summary>Reads <c>YYYYMMDD</c>.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The night, or the reason why there is none.</returns>
    public static Result<Night> Parse(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new Night(date)
            : new Failure("a night is a date written YYYYMMDD, such as 20201107");

    /// <summary>The night that an instant belongs to at a site.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="site">The site's time zone.</param>
    public static Night Of(DateTimeOffset instant, TimeZoneInfo site) =>
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, site).AddHours(-12).DateTime));

    /// <inheritdoc/>
    public int CompareTo(Night other) => Date.CompareTo(other.Date);

    /// <summary><c>YYYYMMDD</c>.</summary>
    public override string ToString() => Date.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Order in time.</summary>
    public static bool operator <(Night left, Night right) => left.CompareTo(right) < 0;

    /// <summary>Order in time.</summary>
    public static bool operator >(Night left, Night right) => left.CompareTo(right) > 0;

    /// <summary>Order in time.</summary>
    public static bool operator <=(Night left, Night right) => left.CompareTo(right) <= 0;

    /// <summary>Order in time.</summary>
    public static bool operator >=(Night left, Night right) => left.CompareTo(right) >= 0;
}
