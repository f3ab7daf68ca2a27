using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Core.Simulation.Light;

/// <summary>
/// How much of its light each fiber of a camera passes, relative to the average one, by wavelength. Belongs to the hardware: the same in every exposure. A
/// few fibers are dead: one of each third petal, beyond those that the small sizes have.
/// </summary>
internal sealed class FiberThroughput
{
    private const double Spread = 0.10;
    private const double SlopeSpread = 0.02;

    /// <summary>What a dead fiber lets through.</summary>
    private const double Leak = 0.003;

    private const int FirstDead = 131;

    private readonly double[] levels;
    private readonly double[] slopes;

    /// <summary>The fibers of a camera.</summary>
    /// <param name="camera">The camera; levels are those of its petal, slopes its own.</param>
    /// <param name="size">The size.</param>
    public FiberThroughput(CameraId camera, InstrumentSize size)
    {
        var petal = camera.Spectrograph;
        levels = Evenly(size.FiberCount, RandomStream.Of(RandomUse.Fibers, petal.Number));
        slopes = Evenly(size.FiberCount, RandomStream.Of(RandomUse.Fibers, petal.Number, camera.Index));
        Dead = DeadOf(petal, size.FiberCount);
    }

    /// <summary>Dead fibers, within the petal.</summary>
    public ImmutableArray<int> Dead { get; }

    /// <summary>The dead fibers of a petal, within it.</summary>
    /// <param name="petal">The petal.</param>
    /// <param name="count">How many fibers it has.</param>
    public static ImmutableArray<int> DeadOf(Spectrograph petal, int count) =>
        petal.Number % 3 == 1 && FirstDead + (37 * petal.Number) is var fiber && fiber < count ? [fiber] : [];

    /// <summary>Throughput of a fiber; the mean of all living ones is 1.</summary>
    /// <param name="fiber">Within the petal.</param>
    /// <param name="reduced">Wavelength, −1 to 1 over the arm.</param>
    public double At(int fiber, double reduced) =>
        Dead.Contains(fiber) ? Leak : (1 + (Spread * levels[fiber])) * (1 + (SlopeSpread * slopes[fiber] * reduced));

    /// <summary>Numbers from −1 to 1 with even steps between them, in random order: their mean and their median are 0.</summary>
    private static double[] Evenly(int count, RandomStream random)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ((2.0 * i) + 1 - count) / count;
        }

        random.Shuffle(values.AsSpan());
        return values;
    }
}
