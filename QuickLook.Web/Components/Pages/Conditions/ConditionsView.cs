using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Conditions;

/// <summary>What the page of conditions shows.</summary>
/// <param name="Choices">Quantities that can be chosen.</param>
/// <param name="Span">Exposures that can be chosen.</param>
/// <param name="Order">What was asked for, with the cameras that are shown.</param>
public sealed record ConditionsView(QuantityChoices Choices, SeriesSpan Span, ConditionsOrder Order) : QuantityView(Choices, Span)
{
    /// <summary>Values across; null when they could not be read.</summary>
    public SeriesAnswer? X { get; init; }

    /// <summary>Values upwards; null when they could not be read.</summary>
    public SeriesAnswer? Y { get; init; }

    /// <summary>How many exposures have both.</summary>
    public JoinedCount Joined { get; init; }

    /// <summary>The figures; none when no exposure has both.</summary>
    public ImmutableArray<PlotFigure> Figures { get; init; } = [];

    /// <summary>True when older values were left out.</summary>
    public bool IsCut => (X?.IsCut ?? false) || (Y?.IsCut ?? false);

    /// <summary>The numbers below the figures.</summary>
    public string JoinedText =>
        $"{(Joined.Both == 1 ? "1 exposure has" : $"{Joined.Both} exposures have")} both and {(Joined.Both == 1 ? "is" : "are")} drawn; "
        + $"{Joined.OnlyFirst} {(Joined.OnlyFirst == 1 ? "has" : "have")} only {Order.X.Title}, {Joined.OnlySecond} only {Order.Y.Title}.";
}
