using QuickLook.Core.Arrays;

namespace QuickLook.Tests.Core.Imaging;

/// <summary>
/// Images that another program can make as well: 100 + 48 (u + v - 1), u and v from the linear congruential generator of Numerical Recipes (1664525, 1013904223, upper
/// 16 bits), and something added to every so-manieth pixel.
/// </summary>
internal static class OracleImage
{
    public static Plane<float> Make(int height, int width, uint seed, int every = 0, float by = 0)
    {
        var image = new Plane<float>(height, width);
        var state = seed;
        for (var i = 0; i < image.Length; i++)
        {
            var (u, v) = (Next(ref state), Next(ref state));
            image.Span[i] = (float)(100 + (48 * (u + v - 1)));
            if (every > 0 && i % every == 0)
            {
                image.Span[i] += by;
            }
        }

        return image;
    }

    public static double Sum(Plane<float> image) => image.Span.ToArray().Sum(value => (double)value);

    private static double Next(ref uint state)
    {
        state = (1664525 * state) + 1013904223;
        return (state >> 16) / 65536.0;
    }
}
