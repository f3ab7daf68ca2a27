using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// A fiber flat made from an exposure (pipeline.md 3.6): FIBERFLAT, IVAR, MASK as images <c>[fiber, bin]</c>, MEANSPEC and WAVELENGTH
/// <c>[bin]</c>, and FIBERMAP.
/// </summary>
internal static class FiberFlatProduct
{
    /// <summary>Writes or replaces the file.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="flat">The flat, with its fibers; not changed.</param>
    /// <param name="camera">Header of the camera with what preprocessing added.</param>
    /// <param name="fibermap">The exposure's fibermap; null when there is none.</param>
    /// <param name="cards">What the step adds to the header.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    /// <exception cref="ArgumentException">The flat does not say which fibers it has.</exception>
    public static Result<Done> Write(string path, FiberFlat flat, FitsHeader camera, Fibermap? fibermap, params IEnumerable<FitsCard> cards)
    {
        if (flat.Fibers.IsDefault || flat.Fibers.Length != flat.Count)
        {
            throw new ArgumentException("A flat that is written names the fiber of each row", nameof(flat));
        }

        var header = ProductHeader.Of(camera, cards);
        if (flat.ReducedChiSquare is { } chiSquare)
        {
            header = header.With(FitsCard.Of("CHI2PDF", chiSquare, "chi square per degree of freedom"));
        }

        float[] mean = Array.ConvertAll(flat.MeanSpectrum, value => (float)value);
        float[] wavelength = Array.ConvertAll(flat.Wavelength, value => (float)value);
        return ProductFile.Write(
            path,
            [
                FitsHduContent.Image("FIBERFLAT", flat.Throughput, header),
                FitsHduContent.Image("IVAR", flat.InverseVariance),
                FitsHduContent.Image("MASK", flat.Mask),
                FitsHduContent.Image<float>("MEANSPEC", mean, [mean.Length], ProductUnits.Header(FiberSpectra.ElectronsPerAngstrom)),
                FitsHduContent.Image<float>("WAVELENGTH", wavelength, [wavelength.Length], ProductUnits.Header("Angstrom")),
                (fibermap?.Table ?? FibermapTable.Empty).Select(flat.Fibers),
            ]
        );
    }
}
