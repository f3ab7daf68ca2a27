namespace QuickLook.Web.Plots;

/// <summary>An axis.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="Unit">Its unit; empty when it has none.</param>
public sealed record Axis(string Title, string Unit = "")
{
    /// <summary>The ends; null to fit the data.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>True when it grows to the left or downwards, as right ascension does.</summary>
    public bool Reversed { get; init; }

    /// <summary>True for a logarithmic axis.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>True when its numbers are dates (MJD, UTC): the axis has the days and hours of the calendar, the tooltip both.</summary>
    public bool IsDate { get; init; }

    /// <summary>Words in place of numbers at these places; empty for numbers.</summary>
    public System.Collections.Immutable.ImmutableArray<(double At, string Word)> Words { get; init; } = [];

    /// <summary>Title with unit.</summary>
    public string Label => Unit.Length == 0 ? Title : $"{Title} ({Unit})";
}
