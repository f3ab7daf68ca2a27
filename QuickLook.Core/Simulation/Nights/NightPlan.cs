using System.Collections.Immutable;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>
/// What is exposed in a night, in order: in the afternoon zeros, arcs, flats and a dark, then tiles of the survey from dusk to dawn. Deterministic;
/// reads no clock.
/// </summary>
public static class NightPlan
{
    /// <summary>Plans a night.</summary>
    /// <param name="order">Which.</param>
    /// <returns>Its exposures; between 40 and 70 at moderate latitudes, and up to 110 when the moon is bright.</returns>
    public static ImmutableArray<ExposureOrder> Make(NightOrder order)
    {
        var work = new NightWork(order);
        work.Afternoon();
        work.Survey();
        return work.Exposures;
    }
}
