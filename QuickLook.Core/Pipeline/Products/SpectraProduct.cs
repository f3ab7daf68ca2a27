using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// The compact file that viewers read, of every flavor: FLUX, IVAR, SKY (when a sky was subtracted) and WAVELENGTH as 32-bit images
/// <c>[fiber, row]</c>, and FIBERMAP. A wavelength of 32 bits is exact to 0.0005 Angstrom, a thousandth of a row.
/// </summary>
internal static class SpectraProduct
{
    /// <summary>Writes or replaces the file.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="spectra">The spectra; not changed.</param>
    /// <param name="sky">The sky that was subtracted from them, always in electrons per Angstrom; null when none was.</param>
    /// <param name="fibermap">The exposure's fibermap; null when there is none.</param>
    /// <param name="cards">What the step adds to the header.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    public static Result<Done> Write(
        string path,
        FiberSpectra spectra,
        SkyModel? sky,
        Fibermap? fibermap,
        params IEnumerable<FitsCard> cards
    )
    {
        using var wavelength = Narrowed(spectra.Wavelength);
        List<FitsHduContent> hdus =
        [
            FitsHduContent.Image("FLUX", spectra.Flux, SpectraHeader.Of(spectra, cards)),
            FitsHduContent.Image("IVAR", spectra.InverseVariance, ProductUnits.Header(ProductUnits.InverseVariance(spectra.Unit))),
        ];
        if (sky is not null)
        {
            hdus.Add(FitsHduContent.Image("SKY", sky.Model, ProductUnits.Header(FiberSpectra.ElectronsPerAngstrom)));
        }

        hdus.Add(FitsHduContent.Image("WAVELENGTH", wavelength, ProductUnits.Header("Angstrom")));
        hdus.Add((fibermap?.Table ?? FibermapTable.Empty).Select(spectra.Fibers));
        return ProductFile.Write(path, hdus);
    }

    private static Plane<float> Narrowed(Plane<double> values)
    {
        var narrow = new Plane<float>(values.Height, values.Width, clear: false);
        var from = values.Span;
        var to = narrow.Span;
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }

        return narrow;
    }
}
