using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>BUNIT of product HDUs.</summary>
internal static class ProductUnits
{
    /// <summary>A header with a unit.</summary>
    /// <param name="unit">BUNIT; empty for no unit.</param>
    public static FitsHeader Header(string unit) => unit.Length == 0 ? FitsHeader.Empty : new FitsHeader([Card(unit)]);

    /// <summary>The card of a unit.</summary>
    /// <param name="unit">BUNIT.</param>
    public static FitsCard Card(string unit) => FitsCard.Of("BUNIT", unit, "physical unit");

    /// <summary>The unit of the inverse variance of spectra; empty for a unit that is not known here.</summary>
    /// <param name="unit">Unit of the flux.</param>
    public static string InverseVariance(string unit) =>
        unit switch
        {
            FiberSpectra.ElectronsPerAngstrom => "Angstrom2 electron-2",
            FiberSpectra.CalibratedFlux => "10**34 s2 cm4 Angstrom2 erg-2",
            _ => string.Empty,
        };
}
