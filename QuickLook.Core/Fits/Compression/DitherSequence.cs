namespace QuickLook.Core.Fits.Compression;

/// <summary>The 10 000 random numbers of the FITS standard (appendix I: Park and Miller 1988), and the way tiles walk through them.</summary>
internal struct DitherSequence
{
    private const int Count = 10_000;

    private static readonly float[] Numbers = Generate();

    private int seed;
    private int next;

    /// <summary>The sequence of one tile.</summary>
    /// <param name="tile">Tile, from 0.</param>
    /// <param name="firstSeed">ZDITHER0, 1 to 10 000.</param>
    public DitherSequence(int tile, int firstSeed)
    {
        seed = (int)((tile + (long)firstSeed - 1) % Count);
        next = (int)(Numbers[seed] * 500);
    }

    /// <summary>The next number, in [0, 1).</summary>
    public float Next()
    {
        var number = Numbers[next];
        if (++next == Count)
        {
            seed = seed + 1 == Count ? 0 : seed + 1;
            next = (int)(Numbers[seed] * 500);
        }

        return number;
    }

    private static float[] Generate()
    {
        const long multiplier = 16807;
        const long modulus = 2147483647;
        var numbers = new float[Count];
        long state = 1;
        for (var i = 0; i < Count; i++)
        {
            state = multiplier * state % modulus;
            numbers[i] = (float)(state / (double)modulus);
        }

        return numbers;
    }
}
