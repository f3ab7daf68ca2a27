using QuickLook.Core.Judging;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One test of one camera, as a tooltip shows it.</summary>
/// <param name="StatusKey">Key of its status.</param>
/// <param name="DisplayName">As shown.</param>
/// <param name="Quality">Verdict; <see cref="Judging.Quality.None"/> before it is judged.</param>
/// <param name="Value">The value with its unit, formatted; empty before it is judged.</param>
/// <param name="Explanation">One sentence when it is not normal; null otherwise.</param>
public sealed record TestSnapshot(string StatusKey, string DisplayName, Quality Quality, string Value, string? Explanation);
