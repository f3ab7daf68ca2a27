using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>How far traces have moved, pixels: mean and range over all fibers and five wavelengths (pipeline.md 3.3, point 6).</summary>
/// <param name="X">Movement across the fibers.</param>
/// <param name="Y">Movement along the dispersion.</param>
internal sealed record TraceMovement(MovementRange X, MovementRange Y)
{
    private const int Wavelengths = 5;

    /// <summary>Measures new minus old positions.</summary>
    /// <param name="before">Where the traces were.</param>
    /// <param name="after">Where they are now; the same fibers.</param>
    public static TraceMovement Between(TraceSet before, TraceSet after)
    {
        var x = new List<double>();
        var y = new List<double>();
        foreach (var wavelength in Sampling.Linspace(after.WaveMin, after.WaveMax, Wavelengths))
        {
            for (var fiber = 0; fiber < after.FiberCount; fiber++)
            {
                x.Add(after.XAt(fiber, wavelength) - before.XAt(fiber, wavelength));
                y.Add(after.YAt(fiber, wavelength) - before.YAt(fiber, wavelength));
            }
        }

        return new TraceMovement(MovementRange.Of(x), MovementRange.Of(y));
    }

    /// <summary>The keywords of a PSF header.</summary>
    public IEnumerable<FitsCard> Cards() =>
        [
            FitsCard.Of("MEANDX", X.Mean, "mean movement of the traces in x, pixels"),
            FitsCard.Of("MINDX", X.Least, "least"),
            FitsCard.Of("MAXDX", X.Greatest, "greatest"),
            FitsCard.Of("MEANDY", Y.Mean, "mean movement of the traces in y, pixels"),
            FitsCard.Of("MINDY", Y.Least, "least"),
            FitsCard.Of("MAXDY", Y.Greatest, "greatest"),
        ];
}

/// <summary>Mean and range of movements, pixels.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Least">Least value, sign included.</param>
/// <param name="Greatest">Greatest value, sign included.</param>
internal readonly record struct MovementRange(double Mean, double Least, double Greatest)
{
    /// <summary>Of these movements, at least one.</summary>
    public static MovementRange Of(List<double> movements) => new(movements.Average(), movements.Min(), movements.Max());
}
