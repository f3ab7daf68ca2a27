using MathNet.Numerics;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>
/// 65536 quantiles of the normal distribution: a draw of 16 random bits is a normal number, as good as pixels of whole ADU need it; none lies beyond 4.3 sigmas.
/// </summary>
internal static class NoiseTable
{
    private const int Count = 1 << 16;

    /// <summary>The quantiles in order.</summary>
    public static float[] Quantiles { get; } = Tabulate();

    private static float[] Tabulate()
    {
        var table = new float[Count];
        for (var i = 0; i < Count / 2; i++)
        {
            table[i] = (float)(Math.Sqrt(2) * SpecialFunctions.ErfInv((((2.0 * i) + 1) / Count) - 1));
            table[Count - 1 - i] = -table[i];
        }

        return table;
    }
}
