namespace QuickLook.Core.Orchestration.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Exposures dealt with.</param>
/// <param name="Exposures">Exposures in all.</param>
public sealed record ImportProgress(int Done, int Exposures);
