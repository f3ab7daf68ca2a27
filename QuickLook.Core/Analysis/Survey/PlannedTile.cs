namespace QuickLook.Core.Analysis.Survey;

/// <summary>A pointing that the survey means to observe.</summary>
/// <param name="Number">Its tile number; null in lists that have none.</param>
/// <param name="RaDegrees">Right ascension of its centre, degrees, 0 to below 360, whatever unit the file had.</param>
/// <param name="DecDegrees">Declination, degrees, -90 to 90.</param>
/// <param name="Program">Program it belongs to, lower case; empty when the list does not say.</param>
/// <param name="Pass">Number of the pass; null when the list does not say.</param>
public sealed record PlannedTile(int? Number, double RaDegrees, double DecDegrees, string Program, int? Pass = null);
