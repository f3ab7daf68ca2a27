using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Value, reference, limits and verdict, element by element.</summary>
public sealed record TableFigure : Figure
{
    /// <summary>Heading of the first column: <c>Amp</c>, <c>Axis</c>, <c>Target type</c>, <c>Value</c>.</summary>
    public required string ElementHeading { get; init; }

    /// <summary>Unit of all numbers; empty when they have none.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>The rows.</summary>
    public ImmutableArray<ElementReading> Rows { get; init; } = [];

    /// <inheritdoc/>
    public override bool HasContent => !Rows.IsDefaultOrEmpty;
}
