namespace QuickLook.Core.Imaging;

/// <summary>The pixel values that the ends of a colour map stand for.</summary>
/// <param name="Low">Value of the first colour; what is below has it too.</param>
/// <param name="High">Value of the last colour, above <paramref name="Low"/>; what is above has it too.</param>
public readonly record struct PixelLimits(double Low, double High)
{
    /// <summary>Largest value that a limit may have, either way: far beyond any pixel, far within a float.</summary>
    public const double Largest = 1e30;

    /// <summary>True when these limits can be used.</summary>
    public bool AreUsable => Math.Abs(Low) <= Largest && Math.Abs(High) <= Largest && Low < High;

    /// <summary>Limits from what was measured: where all pixels are the same, half a unit to either side.</summary>
    /// <param name="low">The lower one.</param>
    /// <param name="high">The upper one.</param>
    public static PixelLimits Around(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            return new PixelLimits(0, 1);
        }

        var (least, most) = (Math.Clamp(low, -Largest, Largest), Math.Clamp(high, -Largest, Largest));
        var margin = Math.Max(0.5, Math.Abs(least) * 1e-6);
        return least < most ? new PixelLimits(least, most) : new PixelLimits(least - margin, least + margin);
    }

    /// <summary>Limits that are as far from 0 on either side: for a map that diverges about it.</summary>
    public PixelLimits AboutZero()
    {
        var reach = Math.Max(Math.Abs(Low), Math.Abs(High));
        return new PixelLimits(-reach, reach);
    }
}
