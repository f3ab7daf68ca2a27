using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>
/// Reads files of spectra, of this or another engine: FLUX, IVAR and SKY as images <c>[spectrum, bin]</c>, WAVELENGTH likewise or one row for all, and FIBERMAP
/// with a row per spectrum. Fibers are known by FIBER in that table, never by the number of their row.
/// </summary>
internal static class SpectraFile
{
    // A camera has 500 spectra of about 4100 bins; a file that asks for much more is none of ours.
    private const int MostBins = 1 << 16;

    private static readonly FitsLimits Limits = new()
    {
        MaximumHdus = 64,
        MaximumCards = 5000,
        MaximumPixels = 1L << 25,
        MaximumTableBytes = 64L << 20,
        MaximumInflatedBytes = 512L << 20,
    };

    /// <summary>Lists the spectra of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="camera">The camera that it is of.</param>
    /// <returns>The list; or why there is none.</returns>
    public static Result<CameraSpectra> List(string path, CameraId camera) => Opened(path, file => List(file, path, camera));

    /// <summary>Reads one spectrum.</summary>
    /// <param name="spectra">The file as it was listed.</param>
    /// <param name="fiber">The fiber.</param>
    /// <returns>The spectrum; or why it cannot be read.</returns>
    public static Result<FiberSpectrum> Read(CameraSpectra spectra, FiberId fiber) =>
        spectra.Rows.TryGetValue(fiber.Number, out var row)
            ? Opened(spectra.Path, file => Read(file, spectra, fiber, row))
            : new Failure($"{spectra.Camera} has no spectrum of fiber {fiber}", spectra.FileName);

    private static Result<T> Opened<T>(string path, Func<FitsFile, Result<T>> read)
    {
        if (!FitsFile.Open(path, Limits).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            return read(file);
        }
    }

    private static Result<CameraSpectra> List(FitsFile file, string path, CameraId camera)
    {
        if (!FluxOf(file).TryGet(out var flux, out var failure) || !FibersOf(file).TryGet(out var fibermap, out failure))
        {
            return failure;
        }

        var fibers = ImmutableSortedDictionary.CreateBuilder<int, FiberTarget>();
        var rows = ImmutableDictionary.CreateBuilder<int, int>();
        var (foreign, beyond) = (0, 0);
        foreach (var target in fibermap.Rows)
        {
            var row = fibermap.Table.RowOf(target.Fiber)!.Value;
            if (target.Fiber.Petal != camera.Spectrograph)
            {
                foreign++;
            }
            else if (row >= flux.Axes[1])
            {
                beyond++;
            }
            else
            {
                fibers.Add(target.Fiber.Number, FiberTarget.Of(target));
                rows.Add(target.Fiber.Number, row);
            }
        }

        return new CameraSpectra
        {
            Camera = camera,
            FileName = NamedHdus.FileName(file),
            Unit = HeaderText.Find(flux.Header, "BUNIT") ?? string.Empty,
            HasSky = file.Find("SKY") is { } sky && IsLike(sky, flux),
            HasNoise = file.Find("IVAR") is { } variance && IsLike(variance, flux),
            Fibers = fibers.ToImmutable(),
            Rows = rows.ToImmutable(),
            Path = path,
            Remarks =
            [
                .. foreign > 0 ? [$"{foreign} fibers of other petals are left out"] : ImmutableArray<string>.Empty,
                .. beyond > 0 ? [$"{beyond} fibers have no row in FLUX and are left out"] : ImmutableArray<string>.Empty,
            ],
        };
    }

    private static Result<FiberSpectrum> Read(FitsFile file, CameraSpectra spectra, FiberId fiber, int row)
    {
        if (
            !FluxOf(file).TryGet(out var hdu, out var failure)
            || !hdu.ReadRow(row).TryGet(out var flux, out failure)
            || !WavelengthsOf(file, row, flux.Length).TryGet(out var wavelengths, out failure)
        )
        {
            return failure;
        }

        var sky = file.Find("SKY") is { } model && IsLike(model, hdu) ? model.ReadRow(row) : Array.Empty<double>();
        var variance = file.Find("IVAR") is { } weights && IsLike(weights, hdu) ? weights.ReadRow(row) : Array.Empty<double>();
        if (!variance.TryGet(out var inverse, out failure) || !sky.TryGet(out var subtracted, out failure))
        {
            return failure;
        }

        for (var i = 0; i < flux.Length; i++)
        {
            if (inverse.Length > 0)
            {
                inverse[i] = double.IsFinite(inverse[i]) && inverse[i] > 0 ? inverse[i] : 0;
            }

            flux[i] = double.IsFinite(flux[i]) && (inverse.Length == 0 || inverse[i] > 0) ? flux[i] : double.NaN;
        }

        return new FiberSpectrum
        {
            Camera = spectra.Camera,
            Fiber = fiber,
            Wavelength = [.. wavelengths],
            Flux = [.. flux],
            InverseVariance = [.. inverse],
            Sky = [.. subtracted],
            Unit = HeaderText.Find(hdu.Header, "BUNIT") ?? string.Empty,
            SkyUnit = subtracted.Length > 0 ? HeaderText.Find(file.Find("SKY")!.Header, "BUNIT") ?? string.Empty : string.Empty,
        };
    }

    // The original leaves the primary image without a name in some of its files.
    private static Result<FitsHdu> FluxOf(FitsFile file)
    {
        if ((file.Find("FLUX") ?? (file.Hdus[0].Name.Length == 0 ? file.Hdus[0] : null)) is not { } hdu)
        {
            return NamedHdus.Missing(file, "FLUX");
        }

        if (hdu.Kind is not (FitsHduKind.Image or FitsHduKind.CompressedImage) || hdu.Axes.Count != 2)
        {
            return new Failure("the flux is not an image with two axes", NamedHdus.Place(file, hdu));
        }

        return hdu.Axes[0] is > 0 and <= MostBins
            ? hdu
            : new Failure($"spectra of {hdu.Axes[0]} bins are not shown, the most is {MostBins}", NamedHdus.Place(file, hdu));
    }

    private static Result<Fibermap> FibersOf(FitsFile file)
    {
        if (!NamedHdus.Get(file, "FIBERMAP").TryGet(out var hdu, out var failure))
        {
            return failure with { Reason = $"{failure.Reason}, so that nobody knows which fibers its spectra are of" };
        }

        return hdu.ReadTable().TryGet(out var table, out failure)
            ? Fibermap.Read(table, hdu.Header) is var read && read.Failure is { } bad
                ? bad.In(NamedHdus.Place(file, hdu))
                : read
            : failure;
    }

    private static Result<double[]> WavelengthsOf(FitsFile file, int row, int bins)
    {
        if (!NamedHdus.Get(file, "WAVELENGTH").TryGet(out var hdu, out var failure))
        {
            return failure;
        }

        if (hdu.Axes.Count is not (1 or 2) || hdu.Axes[0] != bins)
        {
            return new Failure($"the wavelengths do not fit the {bins} bins of the flux", NamedHdus.Place(file, hdu));
        }

        if (!(hdu.Axes.Count == 1 ? hdu.ReadDoubles() : hdu.ReadRow(row)).TryGet(out var wavelengths, out failure))
        {
            return failure;
        }

        for (var i = 0; i < wavelengths.Length; i++)
        {
            if (!double.IsFinite(wavelengths[i]) || (i > 0 && wavelengths[i] <= wavelengths[i - 1]))
            {
                return new Failure($"wavelength {i} of row {row} is not above the one before it", NamedHdus.Place(file, hdu));
            }
        }

        return wavelengths;
    }

    private static bool IsLike(FitsHdu hdu, FitsHdu flux) =>
        hdu.Kind is FitsHduKind.Image or FitsHduKind.CompressedImage && hdu.Axes.SequenceEqual(flux.Axes);
}
