using FsCheck;
using FsCheck.Fluent;
using QuickLook.Core.Fits;
using QuickLook.Tests.Core.Fits.Oracles;

namespace QuickLook.Tests.Core.Fits;

/// <summary>Random images through our writer, cfitsio's programs and our reader: every pixel comes back.</summary>
[Collection(OracleCollection.Name)]
public sealed class RoundTripTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public enum Storage
    {
        Signed16,
        Unsigned16,
        Signed32,
        Unsigned32,
    }

    public enum Texture
    {
        Constant,
        Noise,
        NoiseWithSpikes,
        FullRange,
        Extremes,
    }

    public sealed record RandomImage(int Width, int Height, Storage Storage, Texture Texture, int Seed)
    {
        public long[] Pixels()
        {
            var random = new Random(Seed);
            var (least, greatest) = Storage switch
            {
                Storage.Signed16 => ((long)short.MinValue, (long)short.MaxValue),
                Storage.Unsigned16 => (0, ushort.MaxValue),
                Storage.Signed32 => (int.MinValue, int.MaxValue),
                _ => (0, uint.MaxValue),
            };
            var level = random.NextInt64(least + 1000, greatest - 1000);
            var width = random.Next(1, 900);
            return Enumerable
                .Range(0, Width * Height)
                .Select(i =>
                    Texture switch
                    {
                        Texture.Constant => level,
                        Texture.Noise => level + random.Next(-width, width),
                        Texture.NoiseWithSpikes => random.Next(40) == 0
                            ? random.NextInt64(least, greatest + 1)
                            : level + random.Next(-width, width),
                        Texture.FullRange => random.NextInt64(least, greatest + 1),
                        _ => random.Next(2) == 0 ? least : greatest,
                    }
                )
                .ToArray();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_we_compress_we_read_back()
    {
        var path = Path.Combine(folder, "own.fits");
        Check(
            300,
            image =>
            {
                Write(path, image, FitsCompression.Rice);
                return HasPixels(path, 1, image);
            }
        );
    }

    [Fact]
    public void What_we_compress_funpack_unpacks()
    {
        if (!ExternalTools.AreAvailable(nameof(What_we_compress_funpack_unpacks)))
        {
            return;
        }

        var path = Path.Combine(folder, "own.fits");
        var unpacked = Path.Combine(folder, "unpacked.fits");
        Check(
            60,
            image =>
            {
                Write(path, image, FitsCompression.Rice);
                File.Delete(unpacked);
                ExternalTools.Run("funpack", ["-O", unpacked, path]);
                return HasPixels(unpacked, 1, image);
            }
        );
    }

    [Fact]
    public void What_we_write_and_fpack_compresses_we_read_back()
    {
        if (!ExternalTools.AreAvailable(nameof(What_we_write_and_fpack_compresses_we_read_back)))
        {
            return;
        }

        var path = Path.Combine(folder, "own.fits");
        var packed = Path.Combine(folder, "packed.fits");
        Check(
            60,
            image =>
            {
                Write(path, image, FitsCompression.None);
                File.Delete(packed);
                ExternalTools.Run("fpack", [image.Seed % 2 == 0 ? "-r" : "-g2", "-O", packed, path]);
                return HasPixels(packed, 1, image);
            }
        );
    }

    private static void Check(int count, Func<RandomImage, bool> holds)
    {
        var images =
            from width in Gen.Choose(1, 150)
            from height in Gen.Choose(1, 12)
            from storage in Gen.Elements(Enum.GetValues<Storage>())
            from texture in Gen.Elements(Enum.GetValues<Texture>())
            from seed in Gen.Choose(0, int.MaxValue)
            select new RandomImage(width, height, storage, texture, seed);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(images.ToArbitrary(), holds));
    }

    private static void Write(string path, RandomImage image, FitsCompression compression)
    {
        var pixels = image.Pixels();
        int[] axes = [image.Width, image.Height];
        var content = image.Storage switch
        {
            Storage.Signed16 => FitsHduContent.Image<short>(
                "SCI",
                Array.ConvertAll(pixels, value => (short)value),
                axes,
                null,
                compression
            ),
            Storage.Unsigned16 => FitsHduContent.Image<ushort>(
                "SCI",
                Array.ConvertAll(pixels, value => (ushort)value),
                axes,
                null,
                compression
            ),
            Storage.Signed32 => FitsHduContent.Image<int>("SCI", Array.ConvertAll(pixels, value => (int)value), axes, null, compression),
            _ => FitsHduContent.Image<uint>("SCI", Array.ConvertAll(pixels, value => (uint)value), axes, null, compression),
        };
        FitsWriter.Write(path, [FitsHduContent.Empty(), content]).Failure.ShouldBeNull();
    }

    private static bool HasPixels(string path, int hdu, RandomImage image)
    {
        using var file = FitsFile.Open(path).Value;
        return file.Hdus[hdu].ReadDoubles().Value.SequenceEqual(image.Pixels().Select(value => (double)value));
    }
}
