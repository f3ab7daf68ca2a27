namespace QuickLook.Web.Plots;

/// <summary>
/// One figure as data: what it shows, not how it looks. Builders make it without any I/O, components draw it in the colours of the theme, and what it draws
/// can be had as a table.
/// </summary>
public abstract record Figure
{
    /// <summary>Stable short name within its page, for file names and tests: <c>xwsigma-petal-w</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it shows: <c>W sigma per fiber</c>.</summary>
    public required string Title { get; init; }

    /// <summary>A few words beside the title: unit, reference; empty when there is nothing to add.</summary>
    public string Subtitle { get; init; } = string.Empty;

    /// <summary>
    /// Of figures that differ in the element only, one is shown at a time and this is the word to choose it by: <c>X</c>, <c>W</c>, <c>Overscan</c>; empty for one that stands by itself.
    /// </summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>One line that says what is normal; empty when there is nothing to say.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>What is missing of it, or why there is nothing to draw, and what that comes from; empty when all is there.</summary>
    public string Missing { get; init; } = string.Empty;

    /// <summary>False when nothing can be drawn; <see cref="Missing"/> says why.</summary>
    public abstract bool HasContent { get; }

    /// <summary>Everything that is drawn, as a table for download.</summary>
    public FigureTable Data { get; init; } = FigureTable.Empty;
}
