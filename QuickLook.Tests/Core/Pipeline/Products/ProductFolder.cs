using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Core.Fits.Oracles;

namespace QuickLook.Tests.Core.Pipeline.Products;

/// <summary>A folder for products, and small things to make products of.</summary>
internal sealed class ProductFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("quicklook-products-").FullName;

    /// <summary>A destination in a folder that does not exist yet.</summary>
    public string Destination => Path.Combine(Root, "exposures", "20201107", "00000104", "product.fits");

    /// <summary>A camera's header as it comes from a raw file: with what does not belong into a product.</summary>
    public static FitsHeader CameraHeader { get; } =
        new([
            FitsCard.Of("EXTNAME", "R3"),
            FitsCard.Of("INHERIT", true),
            FitsCard.Of("BITPIX", 16),
            FitsCard.Of("BZERO", 32768),
            FitsCard.Of("BUNIT", "adu"),
            FitsCard.Of("CAMERA", "r3"),
            FitsCard.Of("EXPTIME", 900.5, "seconds"),
            FitsCard.Of("DEPNAM00", "python"),
            FitsCard.Of("DEPVER00", "3.11"),
            FitsCard.Of("DEPNAM02", "desispec"),
            FitsCard.Of("DEPVER02", "0.68.1"),
        ]);

    /// <summary>Three spectra of petal 3 with five bins: values that are different everywhere.</summary>
    public static FiberSpectra Spectra(bool hasWidths = true) =>
        new()
        {
            Camera = CameraId.Parse("r3").Value,
            Fibers = [new FiberId(1502), new FiberId(1500), new FiberId(1501)],
            Wavelength = Fill(3, 5, (fiber, bin) => 5700 + fiber + (0.123456789 * bin)),
            Flux = Fill(3, 5, (fiber, bin) => (10f * fiber) + bin),
            InverseVariance = Fill(3, 5, (fiber, bin) => (10f * fiber) + bin + 0.5f),
            RowSigma = hasWidths ? Fill(3, 5, (fiber, bin) => 1f + fiber + (0.25f * bin)) : null,
            Header = CameraHeader,
        };

    public static Plane<T> Fill<T>(int height, int width, Func<int, int, T> value)
        where T : unmanaged
    {
        var plane = new Plane<T>(height, width);
        for (var i = 0; i < plane.Length; i++)
        {
            plane.Span[i] = value(i / width, i % width);
        }

        return plane;
    }

    /// <summary>What astropy says about a product: it keeps the standard, its checksums agree, and it holds what an expected file holds.</summary>
    public static JsonObject Seen(string product, string? expected = null)
    {
        string[] arguments = expected is null ? [product] : [product, expected];
        return JsonNode.Parse(ExternalTools.RunOracle("product_oracle.py", arguments)).ShouldNotBeNull().AsObject();
    }

    /// <summary>Kind, dtype and shape of an HDU, as astropy has it: <c>ImageHDU float32 [3,5]</c>.</summary>
    public static string Form(JsonObject seen, string name)
    {
        var hdu = seen[name].ShouldNotBeNull(name);
        return $"{hdu["kind"]} {hdu["dtype"]} {hdu["shape"]?.ToJsonString()}";
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
