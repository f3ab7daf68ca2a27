using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Randomness;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>Pixels of a CCD that are not like the others. They belong to the hardware.</summary>
internal static class PixelDefects
{
    private const double HotPerMillion = 5;
    private const double DeadPerMillion = 4;
    private const double DeadResponse = 0.1;
    private const int DeadSegmentRows = 40;

    /// <summary>Adds the current of hot pixels and takes the light of dead ones.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="exposureSeconds">Exposure time, s.</param>
    /// <param name="dispersionFactor">Of the size: a dead segment covers as much of the wavelengths in each.</param>
    /// <param name="image">The CCD, electrons.</param>
    /// <returns>Number of hot and of dead pixels.</returns>
    public static (int Hot, int Dead) Apply(CameraId camera, double exposureSeconds, int dispersionFactor, Plane<float> image)
    {
        var random = RandomStream.Of(RandomUse.Defects, camera.Index, image.Width, image.Height);
        var hot = Count(HotPerMillion, image);
        for (var i = 0; i < hot; i++)
        {
            image[random.Below(image.Height), random.Below(image.Width)] += (float)(exposureSeconds * (0.2 + random.Exponential()));
        }

        var dead = Count(DeadPerMillion, image);
        for (var i = 0; i < dead; i++)
        {
            image[random.Below(image.Height), random.Below(image.Width)] *= (float)DeadResponse;
        }

        var rows = Math.Max(4, DeadSegmentRows / dispersionFactor);
        var (column, first) = (random.Below(image.Width), random.Below(image.Height - rows));
        for (var row = first; row < first + rows; row++)
        {
            image[row, column] *= (float)DeadResponse;
        }

        return (hot, dead + rows);
    }

    private static int Count(double perMillion, Plane<float> image) => (int)Math.Ceiling(perMillion * image.Length / 1e6);
}
