using System.Collections.Immutable;
using QuickLook.Core.Formats;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>What a fiber with a spectrum was pointed at, as the fibermap in the file of the spectra says.</summary>
/// <param name="Place">The fiber and its place on the sky.</param>
/// <param name="Kinds">Kinds of target, at least one, the one to colour it by first.</param>
/// <param name="MagnitudeG">AB magnitude in g, 22.5 - 2.5 log10(FLUX_G); NaN without a positive flux.</param>
/// <param name="MagnitudeR">The same in r.</param>
/// <param name="MagnitudeZ">The same in z.</param>
public sealed record FiberTarget(
    FiberPlace Place,
    ImmutableArray<TargetKind> Kinds,
    double MagnitudeG,
    double MagnitudeR,
    double MagnitudeZ
)
{
    /// <summary>The kind to colour it by.</summary>
    public TargetKind Kind => Kinds[0];

    /// <summary>Takes what viewers show out of a row of the fibermap.</summary>
    /// <param name="row">The row.</param>
    public static FiberTarget Of(FibermapRow row)
    {
        // A calibration exposure's fibermap may have zeros in place of coordinates.
        var isPlaced = double.IsFinite(row.Ra) && double.IsFinite(row.Dec) && Math.Abs(row.Dec) <= 90 && (row.Ra != 0 || row.Dec != 0);
        return new FiberTarget(
            new FiberPlace(row.Fiber, isPlaced ? row.Ra : double.NaN, isPlaced ? row.Dec : double.NaN, row.ObjectType),
            TargetKinds.Of(row),
            Magnitude(row.FluxG),
            Magnitude(row.FluxR),
            Magnitude(row.FluxZ)
        );
    }

    private static double Magnitude(double nanomaggies) =>
        nanomaggies > 0 && double.IsFinite(nanomaggies) ? 22.5 - (2.5 * Math.Log10(nanomaggies)) : double.NaN;
}
