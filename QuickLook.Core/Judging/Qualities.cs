namespace QuickLook.Core.Judging;

/// <summary>How verdicts are written and compared.</summary>
public static class Qualities
{
    /// <summary>The word of desi_quicklook's logs and documents: <c>NORMAL</c>, <c>WARNING</c>, <c>ALARM</c>, <c>UNKNOWN</c>.</summary>
    /// <param name="quality">The verdict.</param>
    /// <returns>The word; null for the two that the original has no word for, because a test that gave nothing leaves no key.</returns>
    public static string? Word(this Quality quality) =>
        quality switch
        {
            Quality.Normal => "NORMAL",
            Quality.Warning => "WARNING",
            Quality.Alarm => "ALARM",
            Quality.Unknown => "UNKNOWN",
            _ => null,
        };

    /// <summary>Reads a status of a document or log, in any case.</summary>
    /// <param name="word">What is written.</param>
    /// <returns>The verdict; <see cref="Quality.NotComputed"/> for <c>None</c> and empty; <see cref="Quality.Unknown"/> for any other word.</returns>
    public static Quality Parse(string? word) =>
        word?.Trim().ToUpperInvariant() switch
        {
            "NORMAL" => Quality.Normal,
            "WARNING" => Quality.Warning,
            "ALARM" or "FAIL" => Quality.Alarm,
            null or "" or "NONE" => Quality.NotComputed,
            _ => Quality.Unknown,
        };

    /// <summary>The worst of several verdicts, from alarm over warning, not computed and unknown down to normal and none.</summary>
    /// <param name="qualities">The verdicts.</param>
    /// <returns><see cref="Quality.None"/> when there are none.</returns>
    public static Quality Worst(IEnumerable<Quality> qualities)
    {
        var worst = Quality.None;
        foreach (var quality in qualities)
        {
            worst = Severity(quality) > Severity(worst) ? quality : worst;
        }

        return worst;
    }

    private static int Severity(Quality quality) =>
        quality switch
        {
            Quality.Alarm => 5,
            Quality.Warning => 4,
            Quality.NotComputed => 3,
            Quality.Unknown => 2,
            Quality.Normal => 1,
            _ => 0,
        };
}
