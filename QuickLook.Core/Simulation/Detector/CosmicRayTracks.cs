using QuickLook.Core.Arrays;
using QuickLook.Core.Simulation.Randomness;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>Cosmic rays: straight tracks of random length and direction, a pixel or so wide.</summary>
internal static class CosmicRayTracks
{
    // Reading the CCD takes this long, during which tracks fall as well.
    private const double ReadoutSeconds = 60;
    private const double MeanLength = 7;
    private const double MeanElectronsPerPixel = 400;
    private const double StepPixels = 0.5;

    /// <summary>Adds the tracks of an exposure.</summary>
    /// <param name="setup">The camera.</param>
    /// <param name="random">The stream of this camera and exposure.</param>
    /// <param name="image">The CCD, electrons.</param>
    /// <returns>How many.</returns>
    public static int Add(CameraSetup setup, RandomStream random, Plane<float> image)
    {
        var expected = setup.CosmicRays * image.Length / 1e6 * (setup.ExposureSeconds + ReadoutSeconds) / 1000;
        var count = (int)Math.Max(0, Math.Round(expected + (Math.Sqrt(expected) * random.Gaussian())));
        for (var i = 0; i < count; i++)
        {
            AddTrack(random, image);
        }

        return count;
    }

    private static void AddTrack(RandomStream random, Plane<float> image)
    {
        var (x, y) = (random.Uniform() * (image.Width - 1), random.Uniform() * (image.Height - 1));
        var angle = 2 * Math.PI * random.Uniform();
        var length = 1 + (MeanLength * random.Exponential());
        var perStep = MeanElectronsPerPixel * StepPixels * (0.2 + random.Exponential());
        var (dx, dy) = (StepPixels * Math.Cos(angle), StepPixels * Math.Sin(angle));
        for (var way = 0.0; way < length; way += StepPixels, x += dx, y += dy)
        {
            Drop(image, x, y, (float)(perStep * (0.5 + random.Uniform())));
        }
    }

    /// <summary>Shares a charge among the four nearest pixels.</summary>
    private static void Drop(Plane<float> image, double x, double y, float charge)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (column < 0 || row < 0 || column + 1 >= image.Width || row + 1 >= image.Height)
        {
            return;
        }

        var (right, up) = ((float)(x - column), (float)(y - row));
        image[row, column] += charge * (1 - right) * (1 - up);
        image[row, column + 1] += charge * right * (1 - up);
        image[row + 1, column] += charge * (1 - right) * up;
        image[row + 1, column + 1] += charge * right * up;
    }
}
