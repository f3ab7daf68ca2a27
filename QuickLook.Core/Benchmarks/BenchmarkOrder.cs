using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Benchmarks;

/// <summary>The exposures that are measured: the same ones everywhere and always, of a usual night, with the small shifts that traces always have.</summary>
internal static class BenchmarkOrder
{
    private const long Seed = 1;
    private const int FirstExposure = 4000;
    private static readonly Night Night = new(new DateOnly(2026, 11, 1));
    private static readonly ObservingConditions Conditions = new() { ShiftX = 0.2, ShiftY = 0.1 };

    /// <summary>The order for a flavor.</summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="cameras">Cameras in the file.</param>
    public static ExposureOrder For(Flavor flavor, ImmutableArray<CameraId> cameras)
    {
        var exposure = new ExposureId(FirstExposure + (int)flavor);
        return StandardOrders.Of(flavor, Night, exposure, cameras, Seed, ObservingProgram.Dark) with { Conditions = Conditions };
    }

    /// <summary>Everything that an exposure follows from, in one line.</summary>
    /// <param name="order">The order.</param>
    public static string Describe(ExposureOrder order) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Night} {order.Exposure} {order.Flavor} {order.Program} {order.ObservedAt:O} {order.ExposureSeconds} {order.Conditions} {order.Tile} {order.RaDegrees} {order.DecDegrees} {string.Join(',', order.Cameras)} {string.Join(',', order.Faults)} {order.Seed}"
        );
}
