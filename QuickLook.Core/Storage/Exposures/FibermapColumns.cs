namespace QuickLook.Core.Storage.Exposures;

/// <summary>What is kept of a fibermap; all lists are equally long.</summary>
/// <param name="Path">The file.</param>
/// <param name="Fiber">Fiber numbers, 0 to 4999.</param>
/// <param name="RaDegrees">Right ascension of the target.</param>
/// <param name="DecDegrees">Declination of the target.</param>
/// <param name="ObjectType">SKY, STD, ELG, ...: class of the target where its bits say it, else OBJTYPE.</param>
public sealed record FibermapColumns(string Path, int[] Fiber, double[] RaDegrees, double[] DecDegrees, string[] ObjectType);
