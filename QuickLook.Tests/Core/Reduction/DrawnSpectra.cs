using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Core.Reduction;

/// <summary>Small spectra that are drawn by formula.</summary>
public static class DrawnSpectra
{
    public static FiberSpectra Of(
        int fibers,
        int bins,
        Func<int, int, double> wavelength,
        Func<int, double, double> flux,
        Func<int, double, double> inverseVariance,
        string camera = "r0"
    )
    {
        var id = CameraId.Parse(camera).Value;
        var spectra = new FiberSpectra
        {
            Camera = id,
            Fibers = [.. Enumerable.Range(0, fibers).Select(index => new FiberId(id.Spectrograph, index))],
            Wavelength = new Plane<double>(fibers, bins),
            Flux = new Plane<float>(fibers, bins),
            InverseVariance = new Plane<float>(fibers, bins),
            Header = FitsHeader.Empty,
        };
        for (var fiber = 0; fiber < fibers; fiber++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                var wave = wavelength(fiber, bin);
                spectra.Wavelength[fiber, bin] = wave;
                spectra.Flux[fiber, bin] = (float)flux(fiber, wave);
                spectra.InverseVariance[fiber, bin] = (float)inverseVariance(fiber, wave);
            }
        }

        return spectra;
    }
}
