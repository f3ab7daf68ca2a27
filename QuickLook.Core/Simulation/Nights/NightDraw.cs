namespace QuickLook.Core.Simulation.Nights;

/// <summary>Random numbers of a plan: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine and version of the runtime. Not for threads to share.</summary>
/// <param name="seed">Everything follows from it.</param>
public sealed class NightDraw(long seed)
{
    private ulong state = unchecked((ulong)seed);

    /// <summary>A seed for something that belongs to these numbers and has an order of its own.</summary>
    public long Seed() => unchecked((long)Next());

    /// <summary>Evenly from low up to high.</summary>
    /// <param name="low">The lowest.</param>
    /// <param name="high">Never reached.</param>
    public double Between(double low, double high) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>A whole number from low to high, both possible.</summary>
    /// <param name="low">The lowest.</param>
    /// <param name="high">The highest.</param>
    public int Whole(int low, int high) => (int)Math.Min(high, Math.Floor(Between(low, high + 1)));

    /// <summary>From a normal distribution around 0 with standard deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Between(0, 1))) * Math.Cos(2 * Math.PI * Between(0, 1));

    /// <summary>True as often as the probability says.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool Happens(double probability) => Between(0, 1) < probability;

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
