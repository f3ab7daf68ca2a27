namespace QuickLook.Core.Orchestration.Disk;

/// <summary>How far clearing is.</summary>
/// <param name="Done">Processes dealt with.</param>
/// <param name="Total">Processes in all.</param>
/// <param name="Bytes">Bytes removed so far.</param>
public sealed record ClearProgress(int Done, int Total, long Bytes);
