using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>Brightness of targets as the fibermap gives it.</summary>
internal static class TargetMagnitude
{
    /// <summary>Magnitude of a flux of one nanomaggy.</summary>
    public const double ZeroPoint = 22.5;

    /// <summary>Flux of a target in the filter that an arm sees, nanomaggies.</summary>
    /// <param name="row">The target; null when the fibermap does not have it.</param>
    /// <param name="arm">The arm.</param>
    /// <returns>NaN when it is not known.</returns>
    public static float FluxOf(FibermapRow? row, Arm arm) =>
        arm switch
        {
            Arm.B => row?.FluxG,
            Arm.R => row?.FluxR,
            _ => row?.FluxZ,
        } ?? float.NaN;

    /// <summary>Magnitude of a flux, in single precision as the original has it.</summary>
    /// <param name="flux">Nanomaggies.</param>
    /// <returns>NaN when the flux is not a number above 0.</returns>
    public static double Of(float flux) => flux > 0 && float.IsFinite(flux) ? (float)ZeroPoint - (2.5f * MathF.Log10(flux)) : double.NaN;

    /// <summary>Flux of a magnitude, nanomaggies.</summary>
    /// <param name="magnitude">The magnitude.</param>
    public static double ToFlux(double magnitude) => Math.Pow(10, -0.4 * (magnitude - ZeroPoint));
}
