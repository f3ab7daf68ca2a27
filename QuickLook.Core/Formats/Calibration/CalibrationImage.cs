using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Calibration;

/// <summary>An image that a calibration record names: dark, bias, mask or pixel flat. Owns its pixels.</summary>
public sealed class CalibrationImage : IDisposable
{
    private CalibrationImage(Plane<float> pixels, FitsHeader header, bool hasFurtherImages)
    {
        Pixels = pixels;
        Header = header;
        HasFurtherImages = hasFurtherImages;
    }

    /// <summary>Pixels, <c>[row y, column x]</c>.</summary>
    public Plane<float> Pixels { get; }

    /// <summary>Header of the image's HDU.</summary>
    public FitsHeader Header { get; }

    /// <summary>True when the file has more images after this one, such as profiles of a dark by exposure time.</summary>
    public bool HasFurtherImages { get; }

    /// <summary>True when BUNIT says that the pixels are in ADU (per second); otherwise they are in electrons (per second).</summary>
    public bool IsInAdu => Header.TryGet("BUNIT", out string? unit) && unit.Trim().StartsWith("ADU", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the first image of a calibration file.</summary>
    /// <param name="record">The record that names it.</param>
    /// <param name="key">Key in the record: <c>DARK</c>.</param>
    /// <param name="height">Rows that it must have.</param>
    /// <param name="width">Columns that it must have.</param>
    /// <returns>The image, to be disposed by the caller; or what is wrong, with key and file.</returns>
    public static Result<CalibrationImage> Read(CalibrationRecord record, string key, int height, int width)
    {
        if (!Open(record, key, height, width).TryGet(out var opened, out var failure))
        {
            return failure;
        }

        using (opened.File)
        {
            var hasFurtherImages = opened.File.Hdus.Any(hdu => hdu.Index > opened.Hdu.Index && IsImage(hdu));
            return opened.Hdu.ReadPlane().Map(pixels => new CalibrationImage(pixels, opened.Hdu.Header, hasFurtherImages));
        }
    }

    /// <summary>Reads the first image of a calibration file as bits of a mask.</summary>
    /// <inheritdoc cref="Read"/>
    public static Result<Plane<uint>> ReadMask(CalibrationRecord record, string key, int height, int width)
    {
        if (!Open(record, key, height, width).TryGet(out var opened, out var failure))
        {
            return failure;
        }

        using (opened.File)
        {
            return opened.Hdu.ReadMask();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();

    private static Result<(FitsFile File, FitsHdu Hdu)> Open(CalibrationRecord record, string key, int height, int width)
    {
        if (!record.FilePath(key).Then(path => FitsFile.Open(path)).TryGet(out var file, out var failure))
        {
            return failure;
        }

        var hdu = file.Hdus.FirstOrDefault(IsImage);
        if (hdu is not null && hdu.Axes[0] == width && hdu.Axes[1] == height)
        {
            return (file, hdu);
        }

        file.Dispose();
        var found = hdu is null ? "no two-dimensional image" : $"an image of {hdu.Axes[0]} x {hdu.Axes[1]} pixels";
        return new Failure($"{key} has {found}, {width} x {height} are needed", file.Path);
    }

    private static bool IsImage(FitsHdu hdu) => hdu.Kind is FitsHduKind.Image or FitsHduKind.CompressedImage && hdu.Axes.Count == 2;
}
