namespace QuickLook.Web.Plots;

/// <summary>What a figure of one quantity against another shows: a point per exposure that has both.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Upwards.</param>
public sealed record RegressionSubject(RegressionSide X, RegressionSide Y)
{
    /// <summary>What the colours of the points stand for.</summary>
    public RegressionColour Colour { get; init; }
}
