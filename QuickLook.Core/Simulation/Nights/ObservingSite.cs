namespace QuickLook.Core.Simulation.Nights;

/// <summary>Where the simulated telescope stands.</summary>
/// <param name="LatitudeDegrees">Geographic latitude, north positive, -90 to 90.</param>
/// <param name="LongitudeDegrees">Geographic longitude, east positive, -180 to 180.</param>
/// <param name="UtcOffset">Local time minus UTC, the whole year: nights are named by the date of local noon.</param>
public sealed record ObservingSite(double LatitudeDegrees, double LongitudeDegrees, TimeSpan UtcOffset)
{
    /// <summary>Kitt Peak, Arizona, which has no summer time.</summary>
    public static ObservingSite KittPeak { get; } = new(31.96, -111.6, TimeSpan.FromHours(-7));
}
