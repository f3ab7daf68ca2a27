using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Tests.Core.Viewing.Spectra;

/// <summary>Files of spectra that a test writes: the flux of a fiber is its number plus a hundredth per bin.</summary>
internal static class SpectraFiles
{
    public const string Unit = "electron/Angstrom";

    /// <summary>HDUs of a file; fibers stand in the rows in the order given.</summary>
    public static List<FitsHduContent> Hdus(IReadOnlyList<int> fibers, int bins = 50, double firstWavelength = 5600, string unit = Unit)
    {
        var flux = new Plane<float>(fibers.Count, bins);
        var variance = new Plane<float>(fibers.Count, bins);
        var wavelength = new Plane<float>(fibers.Count, bins);
        for (var row = 0; row < fibers.Count; row++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                flux.Span[(row * bins) + bin] = Flux(fibers[row], bin);
                variance.Span[(row * bins) + bin] = bin == 2 ? 0 : 4;
                wavelength.Span[(row * bins) + bin] = (float)(firstWavelength + (0.6 * bin) + (0.01 * row));
            }
        }

        return
        [
            FitsHduContent.Image("FLUX", flux, new FitsHeader([FitsCard.Of("BUNIT", unit)])),
            FitsHduContent.Image("IVAR", variance),
            FitsHduContent.Image("WAVELENGTH", wavelength),
            FitsHduContent.Table(
                "FIBERMAP",
                [
                    FitsColumnContent.Of("FIBER", [.. fibers]),
                    FitsColumnContent.Of("OBJTYPE", [.. fibers.Select(fiber => fiber % 5 == 0 ? "SKY" : "TGT")]),
                    FitsColumnContent.Of("TARGET_RA", [.. fibers.Select(fiber => 150 + (fiber * 0.001))]),
                    FitsColumnContent.Of("TARGET_DEC", [.. fibers.Select(fiber => 32 + (fiber % 25 * 0.01))]),
                    FitsColumnContent.Of(
                        "DESI_TARGET",
                        [
                            .. fibers.Select(fiber =>
                                fiber % 5 == 0 ? 1L << 32
                                : fiber % 2 == 0 ? 2L
                                : 6L
                            ),
                        ]
                    ),
                    FitsColumnContent.Of("FLUX_R", [.. fibers.Select(fiber => fiber % 5 == 0 ? 0f : 10f)]),
                ]
            ),
        ];
    }

    public static float Flux(int fiber, int bin) => fiber + (bin * 0.01f);

    public static string Write(string path, IEnumerable<FitsHduContent> hdus)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FitsWriter.Write(path, hdus).IsSuccess.ShouldBeTrue();
        return path;
    }

    /// <summary>Where a file of a process belongs.</summary>
    public static string PathOf(string outputRoot, StoredProcess process, CameraId camera) =>
        ProductPaths.Spectra(
            ProductPaths.ProcessRoot(outputRoot, process.Id),
            process.Exposure.FolderNight,
            process.Exposure.Exposure,
            camera
        );
}
