using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>A figure with two axes.</summary>
public sealed record PlotFigure : Figure
{
    /// <summary>The axis across.</summary>
    public required Axis X { get; init; }

    /// <summary>The axis upwards.</summary>
    public required Axis Y { get; init; }

    /// <summary>What is drawn, from the lowest to the topmost.</summary>
    public ImmutableArray<Trace> Traces { get; init; } = [];

    /// <summary>Limits, behind everything.</summary>
    public ImmutableArray<LimitBand> Bands { get; init; } = [];

    /// <summary>Single lines with a label, in front.</summary>
    public ImmutableArray<GuideLine> Guides { get; init; } = [];

    /// <summary>True when a unit across is as long as one upwards: maps.</summary>
    public bool EqualScale { get; init; }

    /// <summary>How much room it wants.</summary>
    public FigureSize Size { get; init; } = FigureSize.Normal;

    /// <inheritdoc/>
    public override bool HasContent => Traces.Any(trace => !trace.X.IsDefaultOrEmpty);
}
