using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits;

public sealed class ParallelDecodingTests : IDisposable
{
    private const int Width = 1500;
    private const int Height = 800;

    private readonly string path = Path.Combine(Path.GetTempPath(), $"quicklook-{Guid.NewGuid():N}.fits.fz");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Several_threads_decode_the_same_16_bit_pixels_as_one()
    {
        var pixels = new ushort[Width * Height];
        var random = new Random(20201107);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (ushort)Level(random, i, ushort.MaxValue);
        }

        Decoded(pixels).ShouldBe(pixels);
    }

    [Fact]
    public void Several_threads_decode_the_same_32_bit_pixels_as_one()
    {
        var pixels = new int[Width * Height];
        var random = new Random(20201108);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Level(random, i, 1 << 30) - (1 << 29);
        }

        Decoded(pixels).ShouldBe(pixels);
    }

    // Every width of code occurs: rows of quiet noise, rows of one value, rows without any order, and lone bright pixels.
    private static int Level(Random random, int i, int most) =>
        (i / Width % 4) switch
        {
            0 => 1000 + random.Next(8),
            1 => 500,
            2 => random.Next(most),
            _ => i % 97 == 0 ? random.Next(most) : 1000 + random.Next(1 << (i / 100 % 15)),
        };

    private T[] Decoded<T>(T[] pixels)
        where T : unmanaged, IConvertible
    {
        FitsWriter.Write(path, [FitsHduContent.Image<T>("B0", pixels, [Width, Height], null, FitsCompression.Rice)]).Failure.ShouldBeNull();
        using var file = FitsFile.Open(path).Value;
        var hdu = file.Find("B0")!;
        using var serial = hdu.ReadPlane(threads: 1).Value;
        using var parallel = hdu.ReadPlane(threads: 4).Value;
        parallel.Span.SequenceEqual(serial.Span).ShouldBeTrue();
        var exact = hdu.ReadDoubles(threads: 4).Value;
        exact.AsSpan().SequenceEqual(hdu.ReadDoubles(threads: 1).Value).ShouldBeTrue();
        return Array.ConvertAll(exact, value => (T)Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture));
    }
}
