namespace QuickLook.Web.Plots;

/// <summary>What the colour of a point in a figure of one quantity against another stands for.</summary>
public enum RegressionColour
{
    /// <summary>Its night.</summary>
    Night,

    /// <summary>The worse of the verdicts on both quantities.</summary>
    Verdict,
}
