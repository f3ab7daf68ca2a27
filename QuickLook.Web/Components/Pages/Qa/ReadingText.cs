using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>Values and limits of a test in words.</summary>
public static class ReadingText
{
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
        var texts = ranges.Select(element => NumberText.Of(element.Normal)).Distinct(StringComparer.Ordinal).ToList();
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

        return $"Normal: {string.Join("; ", ranges.Select(element => $"{element.Name} {NumberText.Of(element.Normal)}"))}{behind}.";
    }
}
