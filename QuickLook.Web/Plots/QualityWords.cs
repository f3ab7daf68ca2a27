using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>Verdicts as downloads of figures write them.</summary>
internal static class QualityWords
{
    /// <summary>The word; <c>none</c> for what is not judged.</summary>
    /// <param name="quality">The verdict.</param>
    public static string Of(Quality quality) =>
        quality switch
        {
            Quality.Normal => "normal",
            Quality.Warning => "warning",
            Quality.Alarm => "alarm",
            Quality.Unknown => "unknown",
            Quality.NotComputed => "not computed",
            _ => "none",
        };
}
