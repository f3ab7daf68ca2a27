using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation;

/// <summary>Exposures as they are usually taken: times, program and place of each flavor.</summary>
public static class StandardOrders
{
    private const int FirstTile = 1000;

    /// <summary>
    /// A usual exposure. Calibrations are taken in the afternoon, science from the evening on, each number a quarter of an hour after the one before.
    /// </summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="night">The night.</param>
    /// <param name="exposure">The number; it decides the time and, for science, the tile.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="program">Of science; other flavors are their own program.</param>
    public static ExposureOrder Of(
        Flavor flavor,
        Night night,
        ExposureId exposure,
        ImmutableArray<CameraId> cameras,
        long seed,
        ObservingProgram program
    )
    {
        var isScience = flavor == Flavor.Science;

        // In UTC, for a site seven hours west of Greenwich: 15:00 there, and 20:00.
        var begin = new DateTimeOffset(night.Date, new TimeOnly(22, 0), TimeSpan.Zero).AddHours(isScience ? 5 : 0);
        return new ExposureOrder
        {
            Night = night,
            Exposure = exposure,
            Flavor = flavor,
            Program = isScience ? program : new ObservingProgram(flavor.Name()),
            ObservedAt = begin.AddMinutes(15 * (exposure.Number % 30)),
            ExposureSeconds = SecondsOf(flavor, program),
            Tile = isScience ? FirstTile + (exposure.Number % 10_000) : 0,
            Cameras = cameras,
            Seed = seed,
        };
    }

    /// <summary>The usual exposure time, s.</summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="program">Of science.</param>
    public static double SecondsOf(Flavor flavor, ObservingProgram program) =>
        flavor switch
        {
            Flavor.Zero => 0,
            Flavor.Arc => 5,
            Flavor.Flat => 120,
            Flavor.Dark => 900,
            _ when program == ObservingProgram.Bright => 300,
            _ when program == ObservingProgram.Gray => 600,
            _ => 900,
        };
}
