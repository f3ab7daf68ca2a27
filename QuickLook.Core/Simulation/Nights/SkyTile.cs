namespace QuickLook.Core.Simulation.Nights;

/// <summary>A tile of the simulated survey.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Centre">Where it lies.</param>
public sealed record SkyTile(int Number, SkyPosition Centre);
