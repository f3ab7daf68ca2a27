namespace QuickLook.Web.Plots;

/// <summary>What the colours of observed tiles stand for.</summary>
public enum FootprintColour
{
    /// <summary>The verdict of the last exposure.</summary>
    Verdict,

    /// <summary>The program.</summary>
    Program,
}
