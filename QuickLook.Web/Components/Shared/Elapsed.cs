using System.Globalization;

namespace QuickLook.Web.Components.Shared;

/// <summary>Durations as an operator reads them: <c>2.5 s</c>, <c>2:04</c>, <c>1:02:09</c>.</summary>
public static class Elapsed
{
    private const double TenthsBelowSeconds = 10;

    /// <summary>Tenths of a second below ten seconds, hundredths where tenths would say 0.0, else minutes and seconds; negative durations count as zero.</summary>
    /// <param name="duration">The duration.</param>
    public static string Clock(TimeSpan duration) =>
        duration.TotalSeconds < TenthsBelowSeconds ? $"{Seconds(duration.TotalSeconds)} s" : Axis(duration);

    /// <summary>Minutes and seconds, with hours from 60 minutes on, as the ticks of an axis have them.</summary>
    /// <param name="duration">The duration.</param>
    public static string Axis(TimeSpan duration)
    {
        var seconds = Math.Max(0, (long)Math.Floor(duration.TotalSeconds));
        return seconds < 3600 ? $"{seconds / 60}:{seconds % 60:D2}" : $"{seconds / 3600}:{seconds / 60 % 60:D2}:{seconds % 60:D2}";
    }

    private static string Seconds(double seconds) =>
        Math.Max(0, seconds).ToString(seconds is > 0 and < 0.05 ? "F2" : "F1", CultureInfo.InvariantCulture);

    /// <summary>The median of some durations; null when there are none.</summary>
    /// <param name="durations">In any order.</param>
    public static TimeSpan? Median(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToArray();
        return sorted.Length switch
        {
            0 => null,
            var n when n % 2 == 1 => sorted[n / 2],
            var n => (sorted[(n / 2) - 1] + sorted[n / 2]) / 2,
        };
    }
}
