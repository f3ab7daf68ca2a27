namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What retention did in its last turn.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Processes">Processes of which something was removed.</param>
/// <param name="Bytes">Bytes that were removed.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record RetentionTurn(DateTimeOffset At, int Processes, long Bytes, string? Problem);
