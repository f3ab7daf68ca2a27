using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>
/// A night in which nothing goes wrong: 60 exposures of all flavors and programs under conditions as an observing night has them, drawn evenly from their
/// whole range and anew for each exposure, which is harder than a real night.
/// </summary>
public static class CleanNight
{
    private static readonly (Flavor Flavor, string Program, int Count)[] Plan =
    [
        (Flavor.Zero, "zero", 6),
        (Flavor.Arc, "arc", 6),
        (Flavor.Flat, "flat", 6),
        (Flavor.Dark, "dark", 4),
        (Flavor.Science, "dark", 16),
        (Flavor.Science, "gray", 10),
        (Flavor.Science, "bright", 12),
    ];

    /// <summary>The night's exposures, in order.</summary>
    /// <param name="seed">Which of all such nights.</param>
    /// <param name="cameras">The cameras.</param>
    public static ImmutableArray<ExposureOrder> Of(int seed, ImmutableArray<CameraId> cameras)
    {
        var random = new Random(seed);
        var orders = ImmutableArray.CreateBuilder<ExposureOrder>();
        foreach (var (flavor, program, count) in Plan)
        {
            for (var i = 0; i < count; i++)
            {
                var usual = Exposure(flavor, program, seed, orders.Count, cameras);
                var longer = flavor == Flavor.Science ? Between(random, 0.75, 1.2) : 1;
                orders.Add(usual with { Conditions = Conditions(random), ExposureSeconds = Math.Round(usual.ExposureSeconds * longer) });
            }
        }

        return orders.ToImmutable();
    }

    /// <summary>An exposure under the usual conditions.</summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="program">Of science; other flavors are their own.</param>
    /// <param name="seed">Decides noise and targets.</param>
    /// <param name="number">Number of the exposure in the night.</param>
    /// <param name="cameras">The cameras.</param>
    public static ExposureOrder Exposure(Flavor flavor, string program, int seed, int number, ImmutableArray<CameraId> cameras) =>
        StandardOrders.Of(
            flavor,
            new Night(new DateOnly(2020, 11, 1).AddDays(seed)),
            new ExposureId((1000 * seed) + number),
            cameras,
            seed: (1_000_000L * seed) + number,
            new ObservingProgram(program)
        );

    private static ObservingConditions Conditions(Random random) =>
        new()
        {
            Airmass = Between(random, 1, 2),
            SeeingArcsec = Between(random, 0.7, 1.8),
            Transparency = Between(random, 0.85, 1),
            SkyContinuum = Between(random, 0.8, 1.2),
            SkyLines = Between(random, 0.8, 1.2),
            ShiftX = Between(random, -0.08, 0.08),
            ShiftY = Between(random, -0.08, 0.08),
        };

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
