using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Web.Components.Shared.Following;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>What a page of quantities shows, whatever it makes of them.</summary>
/// <param name="Choices">Quantities that can be chosen.</param>
/// <param name="Span">Exposures that can be chosen.</param>
public abstract record QuantityView(QuantityChoices Choices, SeriesSpan Span) : FollowedView
{
    /// <summary>What is wrong with the address.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>What figures were drawn of, but for the values; null when none were.</summary>
    public ShownItems? DrawnOf { get; init; }
}
