using QuickLook.Core.Fits;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats.Traces;

/// <summary>A small PSF file of three fibers with known coefficients, in a folder of its own. Tests change its parts before it is written.</summary>
public sealed class TraceFile : IDisposable
{
    public const int Fibers = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-psf-").FullName;

    public string Path => System.IO.Path.Combine(folder, "psf-r0.fits");

    /// <summary>HDUs by name, in order.</summary>
    public List<(string Name, FitsHduContent Hdu)> Hdus { get; } =
    [
        ("XTRACE", Image("XTRACE", X, 2, FitsCard.Of("NPIX_Y", 400), FitsCard.Of("PSFTYPE", "psf"))),
        ("YTRACE", Image("YTRACE", Y, 2)),
        ("XSIG", Image("XSIG", [1, 1.1, 1.2], 1)),
        ("YSIG", Image("YSIG", [0.9, 0.8, 0.7], 1)),
    ];

    public static double[] X => [10, 1, 20, 2, 30, 3];

    public static double[] Y => [200, 190, 201, 191, 202, 192];

    public static FitsHduContent Image(string name, double[] values, int count, params FitsCard[] cards) =>
        FitsHduContent.Image<double>(
            name,
            values,
            [count, values.Length / count],
            new FitsHeader([FitsCard.Of("WAVEMIN", 5000.0), FitsCard.Of("WAVEMAX", 6000.0)]).With(cards)
        );

    public void Replace(string name, FitsHduContent content) => Hdus[Hdus.FindIndex(hdu => hdu.Name == name)] = (name, content);

    public void Remove(string name) => Hdus.RemoveAll(hdu => hdu.Name == name);

    public string Write()
    {
        GoldenCamera.Succeed(FitsWriter.Write(Path, [.. Hdus.Select(hdu => hdu.Hdu)]));
        return Path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
