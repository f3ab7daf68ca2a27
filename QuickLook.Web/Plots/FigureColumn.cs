using System.Collections.Immutable;
using System.Globalization;

namespace QuickLook.Web.Plots;

/// <summary>A column of a figure's data.</summary>
/// <param name="Name">What it is: <c>fiber</c>, <c>sigma w</c>.</param>
/// <param name="Unit">Its unit; empty when it has none.</param>
/// <param name="Cells">One text per row; empty for no value.</param>
public sealed record FigureColumn(string Name, string Unit, ImmutableArray<string> Cells)
{
    /// <summary>Name with unit: <c>sigma w (pixel)</c>.</summary>
    public string Heading => Unit.Length == 0 ? Name : $"{Name} ({Unit})";

    /// <summary>A column of numbers, as exact as they are; nothing for what is not finite.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="values">The numbers.</param>
    public static FigureColumn Of(string name, string unit, IEnumerable<double> values) =>
        new(
            name,
            unit,
            [.. values.Select(value => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : string.Empty)]
        );

    /// <summary>A column of whole numbers.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">The numbers.</param>
    public static FigureColumn Of(string name, IEnumerable<int> values) =>
        new(name, string.Empty, [.. values.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
}
