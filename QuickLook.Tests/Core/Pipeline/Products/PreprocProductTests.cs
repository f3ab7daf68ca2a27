using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Products;

/// <summary>The preprocessed image as product, and where products are.</summary>
[Collection(OracleCollection.Name)]
public sealed class PreprocProductTests : IDisposable
{
    private readonly ProductFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_preprocessed_image_is_read_back_as_it_was_written()
    {
        var camera = GoldenCamera.Of("A", 104, "r0");
        using var evidence = camera.Preprocess();
        var image = evidence.Image.ShouldNotBeNull();
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(camera.Set.RawFile(104)));
        using var raw = GoldenCamera.Succeed(exposure.ReadCamera(camera.Camera));

        GoldenCamera.Succeed(PreprocProduct.Write(folder.Destination, image, raw.Header, FitsCard.Of("STEPWORD", "kept")));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(["IMAGE", "IVAR", "MASK", "READNOISE"]);
        using var pixels = file.Find("IMAGE")!.ReadPlane().Value;
        pixels.Span.SequenceEqual(image.Pixels.Span).ShouldBeTrue();
        using var mask = file.Find("MASK")!.ReadMask().Value;
        mask.Span.ToArray().ShouldBe(Array.ConvertAll(image.Mask.Span.ToArray(), bits => (uint)bits));
        file.Find("MASK")!.Kind.ShouldBe(FitsHduKind.CompressedImage);
        using var readNoise = file.Find("READNOISE")!.ReadPlane().Value;
        foreach (var amplifier in image.Amplifiers)
        {
            var section = amplifier.Amplifier.Ccd;
            readNoise[section.Row, section.Column].ShouldBe((float)amplifier.ReadNoise);
            readNoise[section.EndRow - 1, section.EndColumn - 1].ShouldBe((float)amplifier.ReadNoise);
        }

        var header = file.Hdus[0].Header;
        header.GetDouble("AIRMASS").Value.ShouldBe(1.32, "inherited from the exposure");
        header.GetDouble("OVERSCN1").Value.ShouldBe(image.Amplifiers[0].BiasLevel);
        header.GetString("STEPWORD").Value.ShouldBe("kept");
        header.GetString("BUNIT").Value.ShouldBe("electron");
        header.Cards.Count(card => card.Keyword == "GAIN1").ShouldBe(1);
        Enumerable.Range(0, 20).Select(number => header.GetString($"DEPNAM{number:D2}").Or("")).ShouldContain("quicklook");

        if (ExternalTools.AreAvailable(nameof(A_preprocessed_image_is_read_back_as_it_was_written)))
        {
            var seen = ProductFolder.Seen(folder.Destination);
            ProductFolder.Form(seen, "IMAGE").ShouldBe("PrimaryHDU float32 [1032,640]");
            ProductFolder.Form(seen, "IVAR").ShouldBe("ImageHDU float32 [1032,640]");
            ProductFolder.Form(seen, "MASK").ShouldBe("CompImageHDU int16 [1032,640]");
            ProductFolder.Form(seen, "READNOISE").ShouldBe("ImageHDU float32 [1032,640]");
        }
    }

    [Fact]
    public void Products_are_where_the_original_puts_them()
    {
        var (night, exposure, camera) = (new Night(new DateOnly(2020, 11, 7)), new ExposureId(104), CameraId.Parse("r0").Value);

        // pipeline.md 1.1, with uncompressed names.
        ProductPaths.Preproc("OUT", night, exposure, camera).ShouldBe("OUT/preproc/20201107/00000104/preproc-r0-00000104.fits");
        ProductPaths.Psf("OUT", night, exposure, camera).ShouldBe("OUT/exposures/20201107/00000104/psf-r0-00000104.fits");
        ProductPaths.FiberFlat("OUT", night, exposure, camera).ShouldBe("OUT/exposures/20201107/00000104/fiberflat-r0-00000104.fits");
        ProductPaths.CalibratedFrame("OUT", night, exposure, camera).ShouldBe("OUT/exposures/20201107/00000104/cframe-r0-00000104.fits");
        ProductPaths.Spectra("OUT", night, exposure, camera).ShouldBe("OUT/exposures/20201107/00000104/qlspectra-r0-00000104.fits");
    }
}
