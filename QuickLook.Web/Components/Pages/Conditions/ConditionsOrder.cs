using QuickLook.Web.Components.Shared.Quantities;

namespace QuickLook.Web.Components.Pages.Conditions;

/// <summary>What the page of conditions is asked to show.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Filter">Of which exposures.</param>
public sealed record ConditionsOrder(ConditionsSide X, ConditionsSide Y, ExposureFilter Filter)
{
    /// <summary>The same with the axes changed round.</summary>
    public ConditionsOrder Swapped => this with { X = Y, Y = X };

    /// <summary>The address.</summary>
    public string Address() => $"conditions?{X.Query("x")}&{Y.Query("y")}&{Filter.Query}";
}
