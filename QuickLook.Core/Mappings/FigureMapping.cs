using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>One figure of a test's page: a kind, and what it draws where that is not plain from the test. All but the kind is optional.</summary>
/// <param name="Kind">The kind.</param>
public sealed record FigureMapping(FigureKind Kind)
{
    /// <summary>Key of what it draws, in METRICS of the test's stage, else in GENERAL_INFO or another stage; null for what belongs to the test's own metric.</summary>
    public string? Metric { get; init; }

    /// <summary>Heading; empty for one made up from metric and kind.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Unit; null for that of the test.</summary>
    public string? Unit { get; init; }

    /// <summary>One line on what is normal; empty for one made up from the limits.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Which row of a metric of several: <c>x</c>, <c>ELG</c>; null for all, one figure each.</summary>
    public string? Element { get; init; }

    /// <summary>Names of the rows of a metric of several; empty for the usual ones.</summary>
    public ImmutableArray<string> Elements { get; init; } = [];

    /// <summary>Key of what the metric is drawn against; lines and scatters only.</summary>
    public string? Against { get; init; }

    /// <summary>What <see cref="Against"/> is, for the axis; empty for its key.</summary>
    public string AgainstTitle { get; init; } = string.Empty;

    /// <summary>Unit of <see cref="Against"/>.</summary>
    public string AgainstUnit { get; init; } = string.Empty;

    /// <summary>True for a logarithmic axis of values, or of numbers of fibers in a histogram.</summary>
    public bool Log { get; init; }

    /// <summary>Whether the limits of the test are drawn; null for: when the metric is the test's own or begins with its name.</summary>
    public bool? Limits { get; init; }

    /// <summary>Ends of the axis of values, or of the colours of a map; null to fit.</summary>
    public LimitRange? Range { get; init; }

    /// <summary>True when fibers are told apart by type of target.</summary>
    public bool ByType { get; init; }

    /// <summary>Key of the list of fiber numbers of the metric; null where the document says it itself.</summary>
    public string? Fibers { get; init; }

    /// <summary>Of figures that differ in the element only, the word to choose this one by; empty for one that stands by itself.</summary>
    public string Part { get; init; } = string.Empty;
}
