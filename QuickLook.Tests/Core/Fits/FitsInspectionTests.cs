using QuickLook.Core.Fits;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Fits;

public sealed class FitsInspectionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_raw_exposure_is_described_HDU_by_HDU()
    {
        var inspection = FitsInspection.Of(GoldenSet.A.RawFile(101)).Value;

        inspection.IsSound.ShouldBeTrue();
        inspection.Hdus[0].Kind.ShouldBe(FitsHduKind.Empty);
        var camera = inspection.Hdus.Single(hdu => hdu.Name == "B0");
        camera.Kind.ShouldBe(FitsHduKind.CompressedImage);
        camera.Bitpix.ShouldBe(16);
        camera.Compression.ShouldBe("RICE_1");
        camera.Pixels!.Count.ShouldBe(camera.Axes[0] * camera.Axes[1]);
        camera.Pixels.Undefined.ShouldBe(0);

        // Bias levels of the four amplifiers lie between 128 and 186 ADU, read noise is about 1.6 ADU (Golden/README.md).
        camera.Pixels.Mean!.Value.ShouldBeInRange(128, 186);
        camera.Pixels.Minimum!.Value.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Statistics_leave_undefined_pixels_out()
    {
        var path = Path.Combine(folder, "image.fits");
        FitsWriter.Write(path, [FitsHduContent.Image<float>("SCI", new[] { 1f, float.NaN, 4f, -2f }, [2, 2])]).Failure.ShouldBeNull();

        FitsInspection.Of(path).Value.Hdus[0].Pixels.ShouldBe(new PixelStatistics(4, 1, -2, 4, 1));
    }

    [Fact]
    public void A_changed_byte_shows_in_the_checksums()
    {
        var path = Path.Combine(folder, "image.fits");
        FitsWriter.Write(path, [FitsHduContent.Image<short>("SCI", new short[10], [10])]).Failure.ShouldBeNull();
        FitsInspection.Of(path).Value.IsSound.ShouldBeTrue();

        var bytes = File.ReadAllBytes(path);
        bytes[2885] ^= 1;
        File.WriteAllBytes(path, bytes);

        var inspection = FitsInspection.Of(path).Value;
        inspection.IsSound.ShouldBeFalse();
        inspection.Hdus[0].Checksum.ShouldBe(FitsChecksumState.Invalid);
        inspection.Hdus[0].Datasum.ShouldBe(FitsChecksumState.Invalid);
        inspection.Hdus[0].Failure.ShouldBeNull();
    }

    [Fact]
    public void A_broken_HDU_has_its_own_failure_and_damaged_cards_are_listed()
    {
        var bytes = File.ReadAllBytes(GoldenSet.A.RawFile(101))[..^5000];
        "DETECTOR"u8.CopyTo(bytes.AsSpan(80 * 10));
        bytes[(80 * 10) + 20] = 0xE9;
        var path = Path.Combine(folder, "cut.fits");
        File.WriteAllBytes(path, bytes);

        var inspection = FitsInspection.Of(path).Value;

        inspection.Damage.ShouldNotBeNull();
        inspection.Hdus[^1].Failure.ShouldNotBeNull();
        inspection.Hdus[1].Failure.ShouldBeNull();
        inspection.Hdus[0].DamagedCards.Single().ShouldStartWith("DETECTOR");
    }
}
