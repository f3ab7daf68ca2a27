using QuickLook.Core.Fits;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Fits;

/// <summary>How long a full-size camera takes; printed, and bounded generously, since the suite shares its processors and may run unoptimised.</summary>
public sealed class DecodingSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Width = 4162;
    private const int Height = 4232;

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_full_size_camera_is_decoded_in_a_fraction_of_a_second()
    {
        var path = Path.Combine(folder, "camera.fits.fz");
        var noise = new byte[Width * Height];
        new Random(1).NextBytes(noise);
        var pixels = new ushort[noise.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (ushort)(1000 + (noise[i] & 7) + (noise[i] >> 5) + (i % 97 == 0 ? 200 : 0));
        }

        FitsWriter
            .Write(path, [FitsHduContent.Image<ushort>("B0", pixels, [Width, Height], null, FitsCompression.Rice)])
            .Failure.ShouldBeNull();

        using var file = FitsFile.Open(path).Value;
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            using var plane = file.Find("B0")!.ReadPlane(threads: 1).Value;
            var spent = Environment.CpuUsage.TotalTime - before;
            best = spent < best ? spent : best;
            plane[4231, 4161].ShouldBe(pixels[^1]);
        }

        output.WriteLine(
            $"RICE_1, {Width} x {Height} uint16, one thread: {best.TotalMilliseconds:F0} ms of processor time (whole process)"
        );
        best.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }
}
