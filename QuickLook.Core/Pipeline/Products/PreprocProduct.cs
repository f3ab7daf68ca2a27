using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// A preprocessed image (pipeline.md 3.2.4): IMAGE, IVAR, MASK (16-bit, Rice-compressed) and READNOISE as images <c>[row y, column x]</c>. Only
/// integers can be compressed without loss; the real pixels are stored as they are.
/// </summary>
internal static class PreprocProduct
{
    /// <summary>Writes or replaces the file.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="image">The image; not changed.</param>
    /// <param name="raw">Header of the raw camera with what it inherits.</param>
    /// <param name="cards">What the step adds to the header, beside what preprocessing itself adds.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    public static Result<Done> Write(string path, CcdImage image, FitsHeader raw, params IEnumerable<FitsCard> cards)
    {
        using var readNoise = ReadNoise(image);
        using var mask = Signed(image.Mask);
        var header = ProductHeader.Of(raw, image.HeaderAdditions.Concat(cards)).With(ProductUnits.Card("electron"));
        return ProductFile.Write(
            path,
            [
                FitsHduContent.Image("IMAGE", image.Pixels, header),
                FitsHduContent.Image("IVAR", image.InverseVariance, ProductUnits.Header("electron-2")),
                FitsHduContent.Image("MASK", mask, compression: FitsCompression.Rice),
                FitsHduContent.Image("READNOISE", readNoise, ProductUnits.Header("electron")),
            ]
        );
    }

    /// <summary>The read noise of each pixel: that of its amplifier, 0 where no amplifier was read.</summary>
    private static Plane<float> ReadNoise(CcdImage image)
    {
        var readNoise = new Plane<float>(image.Height, image.Width);
        foreach (var readout in image.Amplifiers)
        {
            var section = readout.Amplifier.Ccd;
            for (var row = section.Row; row < section.EndRow; row++)
            {
                readNoise.Row(row).Slice(section.Column, section.Width).Fill((float)readout.ReadNoise);
            }
        }

        return readNoise;
    }

    /// <summary>The mask as the original stores it; the highest bit is not in use.</summary>
    private static Plane<short> Signed(Plane<ushort> mask)
    {
        var signed = new Plane<short>(mask.Height, mask.Width, clear: false);
        System.Runtime.InteropServices.MemoryMarshal.Cast<ushort, short>(mask.Span).CopyTo(signed.Span);
        return signed;
    }
}
