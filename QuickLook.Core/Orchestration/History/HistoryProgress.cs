namespace QuickLook.Core.Orchestration.History;

/// <summary>How far generating is.</summary>
/// <param name="Done">Nights that are in the database.</param>
/// <param name="Nights">All nights.</param>
public readonly record struct HistoryProgress(int Done, int Nights);
