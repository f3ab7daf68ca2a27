namespace QuickLook.Web.Plots;

/// <summary>Units of spectra as people write them.</summary>
public static class SpectralUnits
{
    /// <summary>A unit of a header for a screen.</summary>
    /// <param name="unit">BUNIT; empty when the header does not say.</param>
    /// <returns>One that is not known stays as it is.</returns>
    public static string Readable(string unit) =>
        unit.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "" => "unit not given",
            "10**-17ERG/(SCM2ANGSTROM)" or "1E-17ERG/(SCM2ANGSTROM)" or "1E-17ERG/(SCM2A)" => "10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹",
            "ELECTRON/ANGSTROM" or "ELECTRONS/ANGSTROM" => "electron/Å",
            _ => unit,
        };
}
