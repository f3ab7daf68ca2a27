namespace QuickLook.Core.Storage.History;

/// <summary>What stands in the database before a past is written.</summary>
/// <param name="OtherExposures">Exposures that were not generated.</param>
/// <param name="GeneratedExposures">Exposures that were.</param>
public sealed record PastCount(int OtherExposures, int GeneratedExposures);
