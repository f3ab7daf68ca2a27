using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>One set of points.</summary>
public sealed record Trace
{
    /// <summary>How they are drawn.</summary>
    public required TraceKind Kind { get; init; }

    /// <summary>What they are, for the legend and the tooltip.</summary>
    public required string Name { get; init; }

    /// <summary>Places across, in the unit of the axis; NaN breaks a line.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>Places upwards, as many; NaN for no value.</summary>
    public required ImmutableArray<double> Y { get; init; }

    /// <summary>The one colour of all of them.</summary>
    public Tint Tint { get; init; }

    /// <summary>A colour for each by value, in place of <see cref="Tint"/>.</summary>
    public Colouring? Colouring { get; init; }

    /// <summary>Fiber number (0 to 4999) of each point, so that a click knows it; empty when points are not fibers.</summary>
    public ImmutableArray<int> Fibers { get; init; } = [];

    /// <summary>Process that made each point, so that a click opens it; 0 for a point that nothing can be opened of. Empty when points are not exposures.</summary>
    public ImmutableArray<long> Processes { get; init; } = [];

    /// <summary>What the tooltip says of each point beside its name.</summary>
    public ImmutableArray<TipField> Tips { get; init; } = [];

    /// <summary>Diameter of markers, or width of lines, in pixels; 0 for the usual.</summary>
    public double Size { get; init; }

    /// <summary>Width of bars in the unit of the axis; 0 to fit.</summary>
    public double BarWidth { get; init; }

    /// <summary>Markers that are rings instead of discs.</summary>
    public bool Hollow { get; init; }

    /// <summary>What markers look like; the usual is a disc.</summary>
    public MarkShape Shape { get; init; }

    /// <summary>True for a broken line.</summary>
    public bool Dashed { get; init; }

    /// <summary>How a line is broken where several have the same colour; without it <see cref="Dashed"/> decides.</summary>
    public LineDash Dash { get; init; }

    /// <summary>True when the legend names it.</summary>
    public bool InLegend { get; init; }

    /// <summary>True when 7 digits are not enough for the places across, such as dates.</summary>
    public bool NeedsDouble { get; init; }
}
