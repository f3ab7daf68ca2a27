using QuickLook.Core.Arrays;
using QuickLook.Core.Simulation.Optics;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>Paints the spectra of all fibers onto the CCD.</summary>
internal static class ElectronImage
{
    // Rows painted together: they stay in the processor's cache while all fibers pass.
    private const int BlockRows = 16;

    /// <summary>Adds the light of all fibers.</summary>
    /// <param name="spectra">Electrons per row of each fiber, and where they fall.</param>
    /// <param name="image">The CCD, electrons, <c>[row y, column x]</c>.</param>
    public static void Add(FiberRows spectra, Plane<float> image)
    {
        for (var first = 0; first < image.Height; first += BlockRows)
        {
            var end = Math.Min(first + BlockRows, image.Height);
            for (var fiber = 0; fiber < spectra.Fibers; fiber++)
            {
                var electrons = spectra.Electrons(fiber);
                var columns = spectra.Columns(fiber);
                var widths = spectra.Widths(fiber);
                for (var row = first; row < end; row++)
                {
                    if (electrons[row] > 0)
                    {
                        LineProfile.Add(columns[row], widths[row], electrons[row], image.Row(row));
                    }
                }
            }
        }
    }
}
