using System.Globalization;

namespace QuickLook.Core.Instrument;

/// <summary>Modified Julian Date (UTC): days since 1858-11-17T00:00.</summary>
/// <param name="Days">Days and fraction.</param>
public readonly record struct Mjd(double Days)
{
    private static readonly DateTimeOffset Zero = new(1858, 11, 17, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The date of an instant.</summary>
    /// <param name="instant">The instant.</param>
    public static Mjd Of(DateTimeOffset instant) => new((instant - Zero).TotalDays);

    /// <summary>Three decimals, as screens show it.</summary>
    public override string ToString() => Days.ToString("F3", CultureInfo.InvariantCulture);
}
