using System.Collections.Immutable;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>How long a process that succeeded took.</summary>
/// <param name="Duration">From arrival to end.</param>
/// <param name="Cameras">Per camera: when it started, and its stages.</param>
public sealed record RecentRun(TimeSpan Duration, ImmutableArray<CameraTiming> Cameras);

/// <summary>How long a camera took.</summary>
/// <param name="StartedAt">When it started.</param>
/// <param name="Stages">Its stages.</param>
public sealed record CameraTiming(DateTimeOffset StartedAt, ImmutableArray<StageRecord> Stages);
