using System.Globalization;

namespace QuickLook.Web.Components.Shared;

/// <summary>Amounts of data as people read them.</summary>
public static class Bytes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Three digits and a unit, decimal: <c>1.35 GB</c>, <c>412 kB</c>.</summary>
    /// <param name="count">Bytes, 0 or more.</param>
    public static string Text(long count)
    {
        var (value, unit) = ((double)count, 0);
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        var format = value switch
        {
            _ when unit == 0 => "0",
            >= 99.95 => "0",
            >= 9.995 => "0.0",
            _ => "0.00",
        };
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
