using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Fits.Oracles;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Products;

/// <summary>Frames, fiber flats and viewers' files, read back by our reader and by astropy 5.2.</summary>
[Collection(OracleCollection.Name)]
public sealed class SpectraProductTests : IDisposable
{
    private readonly ProductFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_frame_holds_the_spectra_and_their_fibers()
    {
        using var spectra = ProductFolder.Spectra();
        spectra.Unit = FiberSpectra.CalibratedFlux;

        GoldenCamera.Succeed(FrameProduct.Write(folder.Destination, spectra, null, FitsCard.Of("WAVESTEP", 0.8)));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(["FLUX", "IVAR", "MASK", "YSIGMA", "WAVELENGTH", "FIBERMAP"]);
        file.Hdus[0].ReadDoubles().Value.ShouldBe(Doubles(spectra.Flux));
        file.Hdus[1].ReadDoubles().Value.ShouldBe(Doubles(spectra.InverseVariance));
        file.Hdus[2].ReadDoubles().Value.ShouldAllBe(value => value == 0);
        file.Hdus[3].ReadDoubles().Value.ShouldBe(Doubles(spectra.RowSigma!));
        file.Hdus[4].ReadDoubles().Value.ShouldBe(spectra.Wavelength.Span.ToArray());
        file.Hdus[5].ReadTable().Value.ReadInt32("FIBER").Value.ShouldBe([1502, 1500, 1501]);
        var header = file.Hdus[0].Header;
        header.GetString("CAMERA").Value.ShouldBe("r3");
        header.GetDouble("EXPTIME").Value.ShouldBe(900.5);
        header.GetDouble("WAVESTEP").Value.ShouldBe(0.8);
        header.GetInt("NSPEC").Value.ShouldBe(3);
        header.GetInt("FIBERMIN").Value.ShouldBe(1500);
        header.GetString("BUNIT").Value.ShouldBe("10**-17 erg/(s cm2 Angstrom)");
        header.GetString("DEPNAM01").Value.ShouldBe("quicklook");
        header.GetString("DEPVER01").Value.ShouldBe(ThisCode.Version);
    }

    [Fact]
    public void A_frame_without_widths_has_zeros_for_them()
    {
        using var spectra = ProductFolder.Spectra(hasWidths: false);

        GoldenCamera.Succeed(FrameProduct.Write(folder.Destination, spectra, null));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Find("YSIGMA")!.Axes.ShouldBe([5, 3]);
        file.Find("YSIGMA")!.ReadDoubles().Value.ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData("Extract_QP")]
    [InlineData("ApplyFluxCalibration")]
    public void A_frame_looks_to_astropy_like_the_originals(string step)
    {
        if (!ExternalTools.AreAvailable(nameof(A_frame_looks_to_astropy_like_the_originals)))
        {
            return;
        }

        var expected = GoldenSet.A.ExpectedFrame($"qframe-{step}", "r0", 104);
        using var spectra = OfGoldenFrame(step);
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(GoldenSet.A.FibermapFile(104)));
        GoldenCamera.Succeed(FrameProduct.Write(folder.Destination, spectra, fibermap));

        var seen = ProductFolder.Seen(folder.Destination, expected);

        ProductFolder.Form(seen, "FLUX").ShouldBe("PrimaryHDU float32 [75,1032]");
        ProductFolder.Form(seen, "IVAR").ShouldBe("ImageHDU float32 [75,1032]");
        ProductFolder.Form(seen, "MASK").ShouldBe("ImageHDU uint32 [75,1032]");
        ProductFolder.Form(seen, "YSIGMA").ShouldBe("ImageHDU float32 [75,1032]");
        ProductFolder.Form(seen, "WAVELENGTH").ShouldBe("ImageHDU float64 [75,1032]");
        seen["FIBERMAP"]!["columns"]!.AsObject().Count.ShouldBe(29);
        seen["WAVELENGTH"]!["unit"]!.GetValue<string>().ShouldBe("Angstrom");
        seen["FLUX"]!["unit"]!.GetValue<string>().ShouldBe("electron / Angstrom");
        seen["FIBERMAP"]!["keywords"]!["TILEID"]!.GetValue<int>().ShouldBe(1001);
        var shared = seen["shared"]!.AsArray().Select(name => name!.GetValue<string>());
        shared.ShouldBe(step == "Extract_QP" ? ["FLUX", "IVAR", "MASK", "YSIGMA", "WAVELENGTH", "FIBERMAP"] : ["FLUX", "IVAR", "MASK"]);

        // No keyword of the header that was handed in, the original's own, is lost; INHERIT has no place in a primary header.
        var keywords = seen["FLUX"]!["keywords"]!.AsObject();
        using var original = FitsFile.Open(expected).Value;
        original.Hdus[0].Header.Cards.Select(card => card.Keyword).ShouldBeSubsetOf([.. keywords.Select(pair => pair.Key), "INHERIT"]);
    }

    [Fact]
    public void A_fiber_flat_is_read_back_as_it_was_written()
    {
        using var flat = Flat();

        GoldenCamera.Succeed(FiberFlatProduct.Write(folder.Destination, flat, ProductFolder.CameraHeader, null));

        using var read = GoldenCamera.Succeed(FiberFlatFile.Read(folder.Destination));
        read.Throughput.Span.ToArray().ShouldBe(flat.Throughput.Span.ToArray());
        read.InverseVariance.Span.ToArray().ShouldBe(flat.InverseVariance.Span.ToArray());
        read.Mask.Span.ToArray().ShouldBe(flat.Mask.Span.ToArray());
        read.MeanSpectrum.ShouldBe(flat.MeanSpectrum);
        read.Wavelength.ShouldBe(flat.Wavelength);
        read.Fibers.ShouldBe(flat.Fibers);
        read.ReducedChiSquare.ShouldBe(1.25);
        using var file = FitsFile.Open(folder.Destination).Value;
        file.Hdus[0].Header.GetDouble("EXPTIME").Value.ShouldBe(900.5);
        file.Hdus[0].Header.GetString("DEPNAM01").Value.ShouldBe("quicklook");
    }

    [Fact]
    public void A_fiber_flat_looks_to_astropy_like_the_originals()
    {
        if (!ExternalTools.AreAvailable(nameof(A_fiber_flat_looks_to_astropy_like_the_originals)))
        {
            return;
        }

        var expected = GoldenSet.A.ExpectedFrame("fiberflat", "r0", 103);
        using var original = GoldenCamera.Succeed(FiberFlatFile.Read(expected));
        using var flat = new FiberFlat
        {
            Throughput = original.Throughput,
            InverseVariance = original.InverseVariance,
            Mask = original.Mask,
            MeanSpectrum = original.MeanSpectrum,
            Wavelength = original.Wavelength,
            ReducedChiSquare = original.ReducedChiSquare,
            Fibers = [.. Enumerable.Range(0, 75).Select(number => new FiberId(number))],
        };
        var fibermap = GoldenCamera.Succeed(Fibermap.Read(GoldenSet.A.FibermapFile(103)));
        GoldenCamera.Succeed(FiberFlatProduct.Write(folder.Destination, flat, ProductFolder.CameraHeader, fibermap));

        var seen = ProductFolder.Seen(folder.Destination, expected);

        seen["shared"]!.AsArray().Count.ShouldBe(5);
        ProductFolder.Form(seen, "FIBERFLAT").ShouldBe("PrimaryHDU float32 [75,1032]");
        ProductFolder.Form(seen, "MASK").ShouldBe("ImageHDU uint32 [75,1032]");
        ProductFolder.Form(seen, "MEANSPEC").ShouldBe("ImageHDU float32 [1032]");
        ProductFolder.Form(seen, "WAVELENGTH").ShouldBe("ImageHDU float32 [1032]");
        seen["FIBERFLAT"]!["keywords"]!["CHI2PDF"]!.GetValue<double>().ShouldBe(0.5718727528156342);
        seen["WAVELENGTH"]!["unit"]!.GetValue<string>().ShouldBe("Angstrom");
        seen["MEANSPEC"]!["unit"]!.GetValue<string>().ShouldBe("electron / Angstrom");
        seen["FIBERMAP"]!["shape"].ShouldBeNull();
    }

    [Fact]
    public void A_fiber_flat_without_its_fibers_is_a_bug()
    {
        using var flat = Flat(hasFibers: false);

        Should.Throw<ArgumentException>(() => FiberFlatProduct.Write(folder.Destination, flat, ProductFolder.CameraHeader, null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_viewers_file_is_in_single_precision_with_the_sky_when_there_is_one(bool hasSky)
    {
        using var spectra = ProductFolder.Spectra();
        using var sky = hasSky ? Sky() : null;

        GoldenCamera.Succeed(SpectraProduct.Write(folder.Destination, spectra, sky, null));

        using var file = FitsFile.Open(folder.Destination).Value;
        string[] names = ["FLUX", "IVAR", "SKY", "WAVELENGTH", "FIBERMAP"];
        file.Hdus.Select(hdu => hdu.Name).ShouldBe(names.Where(name => hasSky || name != "SKY"));
        file.Hdus.Take(file.Hdus.Count - 1).ShouldAllBe(hdu => hdu.Header.GetInt("BITPIX").Value == -32);
        file.Find("FLUX")!.ReadDoubles().Value.ShouldBe(Doubles(spectra.Flux));
        file.Find("WAVELENGTH")!.ReadDoubles().Value.ShouldBe(spectra.Wavelength.Span.ToArray(), 0.0005);
        file.Find("FLUX")!.Header.GetString("DEPNAM01").Value.ShouldBe("quicklook");
        if (hasSky)
        {
            file.Find("SKY")!.ReadDoubles().Value.ShouldBe(Doubles(sky!.Model));
            file.Find("SKY")!.Header.GetString("BUNIT").Value.ShouldBe("electron/Angstrom");
        }

        if (ExternalTools.AreAvailable(nameof(A_viewers_file_is_in_single_precision_with_the_sky_when_there_is_one)))
        {
            var seen = ProductFolder.Seen(folder.Destination);
            ProductFolder.Form(seen, "WAVELENGTH").ShouldBe("ImageHDU float32 [3,5]");
            seen["IVAR"]!["unit"]!.GetValue<string>().ShouldBe("Angstrom2 / electron2");
            seen["FIBERMAP"]!["columns"]!["FIBER"]!.GetValue<string>().ShouldBe("1J");
        }
    }

    [Fact]
    public void Fluxes_that_are_no_numbers_are_written_and_read_back()
    {
        using var spectra = ProductFolder.Spectra();
        spectra.Flux[1, 2] = float.NaN;
        spectra.Flux[1, 3] = float.PositiveInfinity;

        GoldenCamera.Succeed(SpectraProduct.Write(folder.Destination, spectra, null, null));

        using var file = FitsFile.Open(folder.Destination).Value;
        file.Find("FLUX")!.ReadDoubles().Value.ShouldBe(Doubles(spectra.Flux));
    }

    [Fact]
    public void A_product_that_cannot_be_written_fails_as_something_that_may_pass()
    {
        using var spectra = ProductFolder.Spectra();
        var occupied = Path.Combine(folder.Root, "exposures");
        File.WriteAllText(occupied, "a file where a folder should be");

        var failure = FrameProduct.Write(folder.Destination, spectra, null).Failure.ShouldNotBeNull();

        failure.Kind.ShouldBe(FailureKind.Transient);
        failure.ToString().ShouldContain("product.fits");

        File.Delete(occupied);
        Directory.CreateDirectory(folder.Destination);
        FrameProduct.Write(folder.Destination, spectra, null).Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.Transient);
        Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.Destination)!).ShouldBe([folder.Destination]);
    }

    private static double[] Doubles(Plane<float> plane) => Array.ConvertAll(plane.Span.ToArray(), value => (double)value);

    private static FiberFlat Flat(bool hasFibers = true) =>
        new()
        {
            Throughput = ProductFolder.Fill(2, 4, (fiber, bin) => 1 + fiber + (0.125f * bin)),
            InverseVariance = ProductFolder.Fill(2, 4, (fiber, bin) => (100f * fiber) + bin),
            Mask = ProductFolder.Fill(2, 4, (fiber, bin) => fiber == 1 && bin == 2 ? uint.MaxValue : 0),
            MeanSpectrum = [1, 2, 3, 4],
            Wavelength = [4000, 4001, 4002, 4003],
            Fibers = hasFibers ? [new FiberId(1501), new FiberId(1500)] : default(ImmutableArray<FiberId>),
            ReducedChiSquare = 1.25,
        };

    private static SkyModel Sky() =>
        new()
        {
            Model = ProductFolder.Fill(3, 5, (fiber, bin) => 100f + (10 * fiber) + bin),
            SkyFibers = [0],
            IsFallback = false,
            Wavelength = [5700, 5701],
            MedianSky = [1, 2],
        };

    /// <summary>The spectra of one of the original's frames; wavelengths, which later frames do not have, from the first one.</summary>
    private static FiberSpectra OfGoldenFrame(string step)
    {
        using var file = FitsFile.Open(GoldenSet.A.ExpectedFrame($"qframe-{step}", "r0", 104)).Value;
        using var first = FitsFile.Open(GoldenSet.A.ExpectedFrame("qframe-Extract_QP", "r0", 104)).Value;
        var wavelength = new Plane<double>(75, 1032);
        first.Find("WAVELENGTH")!.ReadDoubles().Value.CopyTo(wavelength.Span);
        return new FiberSpectra
        {
            Camera = CameraId.Parse("r0").Value,
            Fibers = [.. Enumerable.Range(0, 75).Select(number => new FiberId(number))],
            Wavelength = wavelength,
            Flux = file.Find("FLUX")!.ReadPlane().Value,
            InverseVariance = file.Find("IVAR")!.ReadPlane().Value,
            RowSigma = first.Find("YSIGMA")!.ReadPlane().Value,
            Header = file.Hdus[0].Header,
        };
    }
}
