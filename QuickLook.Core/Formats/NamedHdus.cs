using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>Finds HDUs of calibration files by EXTNAME and reads arrays of a known shape; failures name file and HDU.</summary>
internal static class NamedHdus
{
    /// <summary>The first HDU that has one of the names; null when there is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="names">EXTNAMEs in any case, the best first.</param>
    public static FitsHdu? Find(FitsFile file, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (file.Find(name) is { } hdu)
            {
                return hdu;
            }
        }

        return null;
    }

    /// <summary>The HDU of this name, or a failure that says so; of a file that is cut off also why, since waiting may then help.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">EXTNAME in any case.</param>
    public static Result<FitsHdu> Get(FitsFile file, string name) => file.Find(name) is { } hdu ? hdu : Missing(file, name);

    /// <summary>The failure of an HDU that is not there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What was looked for.</param>
    public static Failure Missing(FitsFile file, string name)
    {
        var failure = new Failure($"there is no HDU {name}", FileName(file));
        return file.Damage is { } damage
            ? failure with
            {
                Reason = $"{failure.Reason} (the file is damaged: {damage.Reason})",
                Kind = damage.Kind,
            }
            : failure;
    }

    /// <summary>Checks the axes of an HDU before anything of it is read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="hdu">The HDU.</param>
    /// <param name="shape">Sizes in the order of an array's indices: the last one is NAXIS1.</param>
    /// <returns>Null, or the failure that names both shapes.</returns>
    public static Failure? CheckShape(FitsFile file, FitsHdu hdu, params ReadOnlySpan<int> shape)
    {
        var isSame = hdu.Kind is FitsHduKind.Image or FitsHduKind.CompressedImage && hdu.Axes.Count == shape.Length;
        for (var i = 0; isSame && i < shape.Length; i++)
        {
            isSame = hdu.Axes[i] == shape[^(i + 1)];
        }

        return isSame
            ? null
            : new Failure(
                $"the HDU holds {Described(hdu)}, an image of [{string.Join(", ", shape.ToArray())}] is needed",
                Place(file, hdu)
            );
    }

    /// <summary>Reads numbers of a known shape.</summary>
    /// <inheritdoc cref="CheckShape"/>
    public static Result<double[]> ReadNumbers(FitsFile file, FitsHdu hdu, params ReadOnlySpan<int> shape) =>
        CheckShape(file, hdu, shape) is { } failure ? failure : hdu.ReadDoubles();

    /// <summary>Reads numbers of a known shape, all of which must be finite.</summary>
    /// <inheritdoc cref="CheckShape"/>
    public static Result<double[]> ReadFinite(FitsFile file, FitsHdu hdu, params ReadOnlySpan<int> shape) =>
        ReadNumbers(file, hdu, shape)
            .Then(values =>
                Array.TrueForAll(values, double.IsFinite)
                    ? Result<double[]>.Success(values)
                    : new Failure("some values are NaN or infinite", Place(file, hdu))
            );

    /// <summary>Reads a grid of wavelengths: one axis, finite, ascending.</summary>
    /// <param name="file">The file.</param>
    /// <param name="hdu">The HDU.</param>
    /// <param name="length">How many are needed.</param>
    public static Result<double[]> ReadWavelengths(FitsFile file, FitsHdu hdu, int length)
    {
        if (!ReadFinite(file, hdu, length).TryGet(out var wavelengths, out var failure))
        {
            return failure;
        }

        for (var i = 1; i < wavelengths.Length; i++)
        {
            if (wavelengths[i] <= wavelengths[i - 1])
            {
                return new Failure($"wavelength {i} is not above the one before it", Place(file, hdu));
            }
        }

        return wavelengths;
    }

    /// <summary>File and HDU, as failures name them.</summary>
    public static string Place(FitsFile file, FitsHdu hdu) => $"{FileName(file)}, {hdu.Address}";

    /// <summary>Name of the file without its folder.</summary>
    public static string FileName(FitsFile file) => Path.GetFileName(file.Path);

    private static string Described(FitsHdu hdu) =>
        hdu.Kind is FitsHduKind.Image or FitsHduKind.CompressedImage
            ? $"an image of [{string.Join(", ", hdu.Axes.Reverse())}]"
            : "no image";
}
