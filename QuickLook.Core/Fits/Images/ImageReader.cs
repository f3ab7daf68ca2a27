using QuickLook.Core.Fits.Compression;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Images;

/// <summary>Reads the pixels of one image HDU, plain or compressed.</summary>
internal abstract class ImageReader : IDisposable
{
    /// <summary>Number of pixels, checked against the bytes in the file and the limits.</summary>
    public int PixelCount { get; protected init; }

    /// <summary>Prepares to read; whatever the header asks for is checked here, before memory for pixels is taken.</summary>
    /// <param name="hdu">The HDU.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>The reader, to be disposed; or why there are no pixels (place: a byte at most).</returns>
    public static Result<ImageReader> Open(FitsHdu hdu, FitsLimits limits)
    {
        if (hdu.Kind is not (FitsHduKind.Image or FitsHduKind.CompressedImage))
        {
            return new Failure($"There is no image here: {hdu.Described()}");
        }

        long pixels = 1;
        foreach (var axis in hdu.Axes)
        {
            pixels *= axis;
            if (pixels > Math.Min(limits.MaximumPixels, Array.MaxLength))
            {
                return new Failure($"The image has more than {limits.MaximumPixels} pixels", $"byte {hdu.HeaderOffset}");
            }
        }

        if (hdu.Incomplete() is { } incomplete)
        {
            return incomplete;
        }

        return hdu.Kind == FitsHduKind.Image
            ? PlainImage.Open(hdu, (int)pixels)
            : CompressedImage.Open(hdu, limits, (int)pixels).Map(ImageReader (image) => image);
    }

    /// <summary>Reads all pixels, NAXIS1 running fastest.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c> for physical values, <c>uint</c> for a mask.</typeparam>
    /// <param name="pixels"><see cref="PixelCount"/> elements.</param>
    /// <param name="threads">At most this many threads; 0 takes all processors.</param>
    /// <returns>Null, or why not all pixels could be read.</returns>
    public abstract Failure? Read<T>(Memory<T> pixels, int threads)
        where T : unmanaged;

    /// <summary>Reads neighbouring pixels. A reader that can only read all of them does so.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c> for physical values, <c>uint</c> for a mask.</typeparam>
    /// <param name="first">The first of them, counted with NAXIS1 running fastest.</param>
    /// <param name="pixels">As many as are wanted; all within the image.</param>
    /// <returns>Null, or why not all pixels could be read.</returns>
    public virtual Failure? ReadRun<T>(long first, Memory<T> pixels)
        where T : unmanaged
    {
        var all = new T[PixelCount];
        if (Read<T>(all, threads: 0) is { } failure)
        {
            return failure;
        }

        all.AsSpan((int)first, pixels.Length).CopyTo(pixels.Span);
        return null;
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
