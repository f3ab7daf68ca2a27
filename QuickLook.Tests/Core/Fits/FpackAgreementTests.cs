using QuickLook.Core.Fits;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Fits;

/// <summary>
/// Files of others, compressed by cfitsio's fpack in every way: what we read from them equals what astropy reads from them, and what funpack makes of
/// them, pixel by pixel.
/// </summary>
[Collection(OracleCollection.Name)]
public sealed class FpackAgreementTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] IntegerOptions = ["-r", "-r -w", "-r -t 100,7", "-g1", "-g2", "-g2 -t 33,5", "-d", "-i2f -q1 4"];

    private static readonly string[] RealOptions =
    [
        "-r",
        "-r -q1 16",
        "-r -q0 4",
        "-r -qz 4",
        "-r -q10000 8 -t 40,30",
        "-g1 -q0 0",
        "-g2 -q0 0 -w",
        "-g1 -q77 4",
        "-g2 -qz78 2",
        "-d",
    ];

    private static readonly string[] LargeOptions = ["-r", "-r -qz 4", "-g2 -q0 0"];

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-fits-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_fpack_compresses_is_read_as_astropy_and_funpack_read_it()
    {
        if (!ExternalTools.AreAvailable(nameof(What_fpack_compresses_is_read_as_astropy_and_funpack_read_it)))
        {
            return;
        }

        var astropy = ExternalTools.AstropyFolder();
        string[] integers =
        [
            "io/fits/tests/data/test0.fits",
            "io/fits/tests/data/fixed-1890.fits",
            "io/fits/tests/data/arange.fits",
            "nddata/tests/data/sip-wcs.fits",
            "wcs/tests/data/dss.14.29.56-62.41.05.fits.gz",
        ];
        string[] reals =
        [
            "modeling/tests/data/1904-66_AZP.fits",
            "wcs/tests/data/ie6d07ujq_wcs.fits",
            "wcs/tests/data/dist_lookup.fits.gz",
        ];
        string[] large = [GoldenSet.A.ExpectedFrame("preproc", "r0", 104), GoldenSet.A.ExpectedFrame("qframe-Extract_QP", "r0", 104)];
        List<string> packed =
        [
            .. integers.SelectMany(file => IntegerOptions.Select(options => Pack(Path.Combine(astropy, file), options))),
            .. reals.SelectMany(file => RealOptions.Select(options => Pack(Path.Combine(astropy, file), options))),
            .. large.SelectMany(file => LargeOptions.Select(options => Pack(file, options))),
        ];

        // Quantised files with undefined pixels are left to funpack: astropy 5.2 takes the ZBLANK that fpack writes as keyword for a pixel value.
        var comparison = new Comparison();
        var forAstropy = packed.Where(file => !file.Contains("1904-66_AZP", StringComparison.Ordinal)).ToList();
        foreach (var file in AstropyFile.Read(forAstropy, Path.Combine(folder, "dump")))
        {
            comparison.Compare(file);
        }

        output.WriteLine($"{packed.Count} packed files, {comparison.Images} images, {comparison.Pixels} pixels");
        comparison.Differences.ShouldBeEmpty();
        packed.Where(file => !HasUndefinedPixelsInLargeTiles(file)).ToList().ForEach(HasThePixelsOfItsUnpackedSelf);
        packed.Select(AlgorithmOf).Distinct().Order().ShouldBe(["GZIP_1", "GZIP_2", "NOCOMPRESS", "RICE_1", "RICE_ONE"]);
    }

    [Fact]
    public void Undefined_pixels_in_tiles_of_several_rows_stay_where_they_were()
    {
        if (!ExternalTools.AreAvailable(nameof(Undefined_pixels_in_tiles_of_several_rows_stay_where_they_were)))
        {
            return;
        }

        // funpack 1.7 loses their places, so the uncompressed original says what is right.
        var path = Path.Combine(ExternalTools.AstropyFolder(), "modeling/tests/data/1904-66_AZP.fits");
        using var original = FitsFile.Open(path).Value;
        using var packed = FitsFile.Open(Pack(path, "-r -q10000 8 -t 40,30")).Value;
        var expected = original.Hdus[0].ReadDoubles().Value;
        var actual = packed.Hdus[1].ReadDoubles().Value;

        // Half a quantisation step; the largest ZSCALE of this file is 0.0069.
        const double tolerance = 0.0035;
        expected.Count(double.IsNaN).ShouldBeGreaterThan(1000);
        expected
            .Zip(actual)
            .ShouldAllBe(pair => double.IsNaN(pair.First) ? double.IsNaN(pair.Second) : Math.Abs(pair.First - pair.Second) < tolerance);
    }

    [Theory]
    [InlineData("-h", "HCOMPRESS_1")]
    [InlineData("-p", "PLIO_1")]
    public void A_compression_that_is_not_supported_is_named(string option, string name)
    {
        if (!ExternalTools.AreAvailable(nameof(A_compression_that_is_not_supported_is_named)))
        {
            return;
        }

        using var file = FitsFile
            .Open(Pack(Path.Combine(ExternalTools.AstropyFolder(), "wcs/tests/data/dss.14.29.56-62.41.05.fits.gz"), option))
            .Value;

        var failure = file.Hdus[1].ReadDoubles().Failure!;
        failure.Reason.ShouldContain(name);
        failure.Place!.ShouldContain("HDU 1");
    }

    private static string AlgorithmOf(string path)
    {
        using var file = FitsFile.Open(path).Value;
        return file.Hdus.First(hdu => hdu.Kind == FitsHduKind.CompressedImage).StoredHeader.GetString("ZCMPTYPE").Value;
    }

    private static bool HasUndefinedPixelsInLargeTiles(string file) =>
        file.Contains("1904-66_AZP", StringComparison.Ordinal) && file.Contains("-t_", StringComparison.Ordinal);

    private string Pack(string file, string options)
    {
        var target = Path.Combine(folder, $"{Path.GetFileName(file)}{options.Replace(' ', '_')}.fz");
        ExternalTools.Run("fpack", [.. options.Split(' '), "-O", target, file]);
        return target;
    }

    private void HasThePixelsOfItsUnpackedSelf(string packed)
    {
        var target = Path.Combine(folder, "unpacked.fits");
        File.Delete(target);
        ExternalTools.Run("funpack", ["-O", target, packed]);
        using var unpacked = FitsFile.Open(target).Value;
        using var original = FitsFile.Open(packed).Value;
        var images = unpacked.Hdus.Where(hdu => hdu.Kind == FitsHduKind.Image).ToList();
        var compressed = original.Hdus.Where(hdu => hdu.Kind is FitsHduKind.CompressedImage or FitsHduKind.Image).ToList();
        compressed.Count.ShouldBe(images.Count, packed);
        foreach (var (image, source) in images.Zip(compressed))
        {
            source.ReadDoubles().Value.AsSpan().SequenceEqual(image.ReadDoubles().Value).ShouldBeTrue($"{packed}, {source.Address}");
        }
    }
}
