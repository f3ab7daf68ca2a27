using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>A column of the monitor.</summary>
/// <param name="Name">Task name: <c>CHECK_CCDs</c>.</param>
/// <param name="DisplayName">As shown: <c>CHECK CCDS</c>.</param>
/// <param name="UsualDuration">Median elapsed time from a camera's start to the end of this stage in recent runs of the flavor; null when there are none.</param>
public sealed record StageInfo(string Name, string DisplayName, TimeSpan? UsualDuration);
