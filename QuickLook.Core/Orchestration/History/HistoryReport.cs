namespace QuickLook.Core.Orchestration.History;

/// <summary>What was generated.</summary>
/// <param name="Nights">Nights.</param>
/// <param name="Exposures">Exposures, each with a process.</param>
/// <param name="CameraRuns">Camera runs.</param>
/// <param name="Documents">Merged documents.</param>
/// <param name="Alarms">Camera runs whose worst verdict is an alarm.</param>
/// <param name="Warnings">Camera runs whose worst verdict is a warning.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record HistoryReport(int Nights, int Exposures, int CameraRuns, int Documents, int Alarms, int Warnings, TimeSpan Elapsed);
