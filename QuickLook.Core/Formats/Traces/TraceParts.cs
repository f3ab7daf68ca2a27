namespace QuickLook.Core.Formats.Traces;

/// <summary>What a PSF file has of a trace set, before the parts are held against each other.</summary>
/// <param name="X">x.</param>
/// <param name="Y">y.</param>
/// <param name="XSigma">Width across the fiber, pixels.</param>
/// <param name="YSigma">Width along the dispersion, pixels.</param>
/// <param name="WavelengthSigma">Width along the dispersion in Angstrom, as older files have it.</param>
internal sealed record TraceParts(
    TraceSeries X,
    TraceSeries Y,
    TraceSeries? XSigma = null,
    TraceSeries? YSigma = null,
    TraceSeries? WavelengthSigma = null
)
{
    /// <summary>All parts but x.</summary>
    public IEnumerable<TraceSeries> BesideX => new[] { Y, XSigma, YSigma, WavelengthSigma }.OfType<TraceSeries>();
}

/// <summary>One series per fiber, on one domain.</summary>
/// <param name="Place">Where it was read, as failures name it: <c>HDU 1 (YTRACE)</c>.</param>
/// <param name="Table">Coefficients.</param>
/// <param name="Domain">Wavelengths between which the series hold.</param>
internal sealed record TraceSeries(string Place, CoefficientTable Table, WavelengthDomain Domain);
