using QuickLook.Core.Judging;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One test of one camera, as a tooltip shows it.</summary>
/// <param name="StatusKey">Key of its status.</param>
/// <param name="DisplayName">As shown.</param>
/// <param name="Quality">Verdict; <see cref="Judging.Quality.None"/> before it is judged and when there is nothing to judge.</param>
/// <param name="Value">The value with its unit, formatted; empty before it is judged.</param>
/// <param name="Explanation">One sentence when it is not normal or when there is nothing to judge; null otherwise.</param>
/// <param name="Limits">What it is judged by, such as <c>normal 1.10 - 4.10</c>; empty before it is judged or when there are no limits.</param>
/// <param name="IsComputed">False when the recipe of this version does not run it; then it stays unjudged.</param>
public sealed record TestSnapshot(
    string StatusKey,
    string DisplayName,
    Quality Quality,
    string Value,
    string? Explanation,
    string Limits = "",
    bool IsComputed = true
)
{
    /// <summary>
    /// True when the test ran and has nothing to say about this camera, for the reason in <see cref="Explanation"/>: neither a pass nor missing.
    /// </summary>
    public bool IsNotApplicable => Quality == Quality.None && Explanation is not null;
}
