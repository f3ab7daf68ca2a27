using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Core.Simulation.Targets;

/// <summary>
/// The targets of all fibers. They follow from seed, tile and program, not from the exposure: a tile that is observed again has the same ones. Every petal has as
/// many of each kind, evenly spread over its range of brightness, so that no petal is judged by another sample than the next.
/// </summary>
internal sealed class TargetField
{
    private const double FieldRadiusDegrees = 1.6;
    private const double PetalDegrees = 36;
    private const double ColourScatter = 0.08;

    private readonly ImmutableArray<Target>[] petals;

    private TargetField(ImmutableArray<Target>[] petals) => this.petals = petals;

    /// <summary>The field of an order.</summary>
    /// <param name="order">The exposure.</param>
    /// <param name="size">The instrument's size.</param>
    public static TargetField Of(ExposureOrder order, InstrumentSize size) =>
        new([.. Spectrograph.All.Select(petal => Petal(order, petal, size.FiberCount))]);

    /// <summary>The targets of a petal, in the order of its fibers.</summary>
    /// <param name="petal">The petal.</param>
    public ImmutableArray<Target> Of(Spectrograph petal) => petals[petal.Number];

    private static ImmutableArray<Target> Petal(ExposureOrder order, Spectrograph petal, int count)
    {
        var random = RandomStream.Of(RandomUse.Targets, order.Seed, order.Tile, petal.Number);
        var dead = FiberThroughput.DeadOf(petal, count);
        var kinds = Kinds(TargetPopulation.Of(order.Program), count - dead.Length);
        random.Shuffle(kinds.AsSpan());
        var next = 0;
        var targets = ImmutableArray.CreateBuilder<Target>(count);
        for (var i = 0; i < count; i++)
        {
            var (population, rank) = dead.Contains(i) ? (TargetPopulation.Nothing, 0) : kinds[next++];
            var angle = (EastEdgeDegrees(petal) + (random.Uniform() * PetalDegrees)) * Math.PI / 180;
            var radius = FieldRadiusDegrees * Math.Sqrt(random.Uniform());
            var dec = order.DecDegrees + (radius * Math.Cos(angle));
            var ra = order.RaDegrees + (radius * Math.Sin(angle) / Math.Max(0.05, Math.Cos(dec * Math.PI / 180)));
            var magnitude = population.Bright + ((population.Faint - population.Bright) * rank);
            targets.Add(
                new Target(
                    new FiberId(petal, i),
                    population,
                    (ra + 360) % 360,
                    Math.Clamp(dec, -90, 90),
                    magnitude + population.Blue + (ColourScatter * random.Gaussian()),
                    magnitude,
                    magnitude - population.Red - (ColourScatter * random.Gaussian())
                )
            );
        }

        return targets.MoveToImmutable();
    }

    // From north through east. With north up and east left, as maps of the sky have it, petal 5 lies at the top, 0 at the bottom and 4 to the right of 5: the order
    // of the wheels on the screens.
    private static double EastEdgeDegrees(Spectrograph petal) => ((petal.Number - 5) * PetalDegrees) - (PetalDegrees / 2);

    /// <summary>So many of each kind, each with its rank between 0 (brightest) and 1.</summary>
    private static (TargetPopulation Population, double Rank)[] Kinds(IReadOnlyList<TargetPopulation> populations, int count)
    {
        var kinds = new List<(TargetPopulation Population, double Rank)>(count);
        foreach (var population in populations.Skip(1).Append(populations[0]))
        {
            var number = population == populations[0] ? count - kinds.Count : (int)Math.Round(population.Share * count);
            for (var i = 0; i < number; i++)
            {
                kinds.Add((population, (i + 0.5) / number));
            }
        }

        return [.. kinds];
    }
}
