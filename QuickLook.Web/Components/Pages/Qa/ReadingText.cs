using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>Values and limits of a test in words.</summary>
public static class ReadingText
{
    /// <summary>A difference with its sign.</summary>
    /// <param name="difference">The difference; NaN for none.</param>
    public static string Change(double difference) => difference > 0 ? $"+{NumberText.Of(difference)}" : NumberText.Of(difference);

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

    /// <summary>The summary as columns, for download.</summary>
    /// <param name="heading">What the elements are.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="unit">Their unit.</param>
    public static FigureTable Table(string heading, ImmutableArray<ElementReading> elements, string unit) =>
        new([
            new FigureColumn(heading.ToLowerInvariant(), string.Empty, [.. elements.Select(element => element.Name)]),
            FigureColumn.Of("value", unit, elements.Select(element => element.Value)),
            FigureColumn.Of("reference", unit, elements.Select(element => element.Reference)),
            FigureColumn.Of("normal low", unit, elements.Select(element => element.Normal?.Low ?? double.NaN)),
            FigureColumn.Of("normal high", unit, elements.Select(element => element.Normal?.High ?? double.NaN)),
            FigureColumn.Of("warning low", unit, elements.Select(element => element.Warning?.Low ?? double.NaN)),
            FigureColumn.Of("warning high", unit, elements.Select(element => element.Warning?.High ?? double.NaN)),
            new FigureColumn("status", string.Empty, [.. elements.Select(element => Components.Shared.StateText.Of(element.Quality))]),
        ]);
}
