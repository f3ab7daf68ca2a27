using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>Values and limits of a test as the QA page writes them: as many digits as the limits make sense of.</summary>
public static class ReadingText
{
    private const int MostDigits = 5;

    /// <summary>A value without its unit; a dash for none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="beside">Limits that it is read against; null when there are none.</param>
    public static string Number(double value, ToleranceRange? beside = null)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? StateText.Nothing : value > 0 ? "infinite" : "-infinite";
        }

        if (double.IsInteger(value) && (beside is not { } whole || (double.IsInteger(whole.Low) && double.IsInteger(whole.High))))
        {
            return Written(value, Math.Abs(value) < 1e9 ? "F0" : "G5");
        }

        if (beside is { } range && range.High > range.Low && Math.Abs(value) < 1e7)
        {
            var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(range.High - range.Low)), 0, MostDigits);
            return Written(value, $"F{digits}");
        }

        return Written(value, Math.Abs(value) is >= 0.01 and < 1e6 ? "G5" : "G3");
    }

    /// <summary>A difference with its sign.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="beside">Limits that it is read against.</param>
    public static string Change(double difference, ToleranceRange? beside)
    {
        var text = Number(difference, beside);
        return difference > 0 && text.Any(letter => letter is >= '1' and <= '9') ? $"+{text}" : text;
    }

    /// <summary>A range; a dash for none.</summary>
    /// <param name="range">The range.</param>
    public static string Range(ToleranceRange? range) => range is { } known ? LimitText.Range(known) : StateText.Nothing;

    /// <summary>Says what is normal, one sentence; empty when nobody gave limits.</summary>
    /// <param name="elements">The elements of the test.</param>
    /// <param name="unit">Their unit; empty when they have none.</param>
    public static string Normal(ImmutableArray<ElementReading> elements, string unit)
    {
        var ranges = elements.Where(element => element.Normal is not null).ToList();
        if (ranges.Count == 0)
        {
            return string.Empty;
        }

        var behind = unit.Length == 0 ? string.Empty : $" {unit}";
        var texts = ranges.Select(element => Range(element.Normal)).Distinct(StringComparer.Ordinal).ToList();
        if (texts.Count == 1)
        {
            var all = ranges.Count switch
            {
                1 => string.Empty,
                2 => ", for both",
                _ => $", the same for all {ranges.Count}",
            };
            return $"Normal is {texts[0]}{behind}{all}.";
        }

        return $"Normal: {string.Join("; ", ranges.Select(element => $"{element.Name} {Range(element.Normal)}"))}{behind}.";
    }

    private static string Written(double value, string form)
    {
        var text = value.ToString(form, CultureInfo.InvariantCulture);

        // No "-0.00" on a screen.
        return text.StartsWith('-') && !text.Any(letter => letter is >= '1' and <= '9') ? text[1..] : text;
    }
}
