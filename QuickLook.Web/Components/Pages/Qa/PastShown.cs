namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>How far back the QA page looks.</summary>
public static class PastShown
{
    /// <summary>Exposures of the same flavor and program.</summary>
    public const int Count = 30;
}
