using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// Spectra on the rows of the CCD as the original writes its QFrame (pipeline.md 3.9): FLUX, IVAR, MASK, YSIGMA, WAVELENGTH as images
/// <c>[fiber, row]</c>, and FIBERMAP.
/// </summary>
internal static class FrameProduct
{
    /// <summary>Writes or replaces the file.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="spectra">The spectra; not changed.</param>
    /// <param name="fibermap">The exposure's fibermap; null when there is none.</param>
    /// <param name="cards">What the step adds to the header.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    public static Result<Done> Write(string path, FiberSpectra spectra, Fibermap? fibermap, params IEnumerable<FitsCard> cards)
    {
        using var mask = new Plane<uint>(spectra.Count, spectra.Bins);
        using var noWidths = spectra.RowSigma is null ? new Plane<float>(spectra.Count, spectra.Bins) : null;
        return ProductFile.Write(
            path,
            [
                FitsHduContent.Image("FLUX", spectra.Flux, SpectraHeader.Of(spectra, cards)),
                FitsHduContent.Image("IVAR", spectra.InverseVariance, ProductUnits.Header(ProductUnits.InverseVariance(spectra.Unit))),
                FitsHduContent.Image("MASK", mask),
                FitsHduContent.Image("YSIGMA", spectra.RowSigma ?? noWidths!, ProductUnits.Header("pixel")),
                FitsHduContent.Image("WAVELENGTH", spectra.Wavelength, ProductUnits.Header("Angstrom")),
                (fibermap?.Table ?? FibermapTable.Empty).Select(spectra.Fibers),
            ]
        );
    }
}
