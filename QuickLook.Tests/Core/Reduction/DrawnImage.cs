using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.Reduction;

/// <summary>Small preprocessed images and traces that are drawn by formula.</summary>
public static class DrawnImage
{
    public static CcdImage Of(
        int height,
        int width,
        Func<int, int, double> pixel,
        Func<double, double> inverseVariance,
        string camera = "r0"
    )
    {
        var image = new CcdImage
        {
            Camera = CameraId.Parse(camera).Value,
            Pixels = new Plane<float>(height, width),
            InverseVariance = new Plane<float>(height, width),
            Mask = new Plane<ushort>(height, width),
            Amplifiers = [],
            CosmicPixels = 0,
            HeaderAdditions = [],
        };
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                image.Pixels[row, column] = (float)pixel(row, column);
                image.InverseVariance[row, column] = (float)inverseVariance(pixel(row, column));
            }
        }

        return image;
    }

    public static TraceSet Traces(double waveMin, double waveMax, int ccdRows, params (double[] X, double[] Y)[] fibers) =>
        new()
        {
            X = new CoefficientTable([.. fibers.SelectMany(fiber => fiber.X)], fibers[0].X.Length),
            Y = new CoefficientTable([.. fibers.SelectMany(fiber => fiber.Y)], fibers[0].Y.Length),
            WaveMin = waveMin,
            WaveMax = waveMax,
            CcdRows = ccdRows,
        };
}
