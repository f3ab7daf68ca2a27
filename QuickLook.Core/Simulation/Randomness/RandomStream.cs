using System.Numerics;

namespace QuickLook.Core.Simulation.Randomness;

/// <summary>
/// Random numbers from a place of their own: what they are for and a few numbers (seed, exposure, camera, row) decide them, whichever thread asks and
/// when. xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64.
/// </summary>
internal sealed class RandomStream
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    private RandomStream(ulong key) => Restart(key);

    /// <summary>The stream of a use and a place.</summary>
    /// <param name="use">What for.</param>
    /// <param name="place">Numbers that tell this stream from the others of the use.</param>
    public static RandomStream Of(RandomUse use, params ReadOnlySpan<long> place) => new(Key(use, place));

    /// <summary>The key of a place, to go on from with <see cref="RestartAt"/>.</summary>
    /// <param name="use">What for.</param>
    /// <param name="place">Numbers that tell this stream from the others of the use.</param>
    public static ulong Key(RandomUse use, params ReadOnlySpan<long> place)
    {
        var key = Mix((ulong)use + 1);
        foreach (var number in place)
        {
            key = Mix(key ^ Mix(unchecked((ulong)number)));
        }

        return key;
    }

    /// <summary>Begins the stream of a place anew: for one stream per row without allocating one.</summary>
    /// <param name="key">From <see cref="Key"/>.</param>
    /// <param name="index">The place below the key, such as a row.</param>
    public void RestartAt(ulong key, long index) => Restart(Mix(key ^ Mix(unchecked((ulong)index))));

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var carried = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= carried;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (-1, 1).</summary>
    public double Symmetric() => (2 * Uniform()) - 1;

    /// <summary>A whole number of 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">At least 1.</param>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>Puts values into random order.</summary>
    /// <typeparam name="T">Of whatever kind.</typeparam>
    /// <param name="values">The values.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private void Restart(ulong key)
    {
        s0 = Step(ref key);
        s1 = Step(ref key);
        s2 = Step(ref key);
        s3 = Step(ref key);
    }

    private static ulong Step(ref ulong key)
    {
        key += 0x9E3779B97F4A7C15;
        return Finish(key);
    }

    private static ulong Mix(ulong value) => Finish(value + 0x9E3779B97F4A7C15);

    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
