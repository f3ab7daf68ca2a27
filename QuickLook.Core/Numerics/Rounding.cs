namespace QuickLook.Core.Numerics;

/// <summary>Rounding as NumPy does it.</summary>
public static class Rounding
{
    /// <summary>To two decimals: the scaled value is rounded half to even (pipeline.md A.2), so 0.125 gives 0.12 and 2.675 gives 2.68.</summary>
    /// <param name="value">Any number; NaN and infinities stay what they are.</param>
    public static double ToHundredths(double value) => Math.Round(value * 100, MidpointRounding.ToEven) / 100;
}
