using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Spectra;

/// <summary>
/// Reads fiber flats (pipeline.md 1.3, 3.6): FIBERFLAT, the first HDU, with IVAR, MASK, MEANSPEC, WAVELENGTH and, where there is one, FIBERMAP.
/// </summary>
public static class FiberFlatFile
{
    /// <summary>Reads a fiber flat.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <returns>
    /// The flat, to be disposed by the caller; where throughput or inverse variance is no number, both are 0. Or what is wrong, with file and HDU:
    /// an HDU that is missing, shapes that do not fit together, more than 500 fibers, wavelengths that are not finite and ascending, a FIBERMAP
    /// that does not name one fiber per row.
    /// </returns>
    public static Result<FiberFlat> Read(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            return FindHdus(file).Then(flat => Sized(file, flat));
        }
    }

    private static Result<Hdus> FindHdus(FitsFile file)
    {
        if (
            !NamedHdus.Get(file, "IVAR").TryGet(out var inverseVariance, out var failure)
            || !NamedHdus.Get(file, "MASK").TryGet(out var mask, out failure)
            || !NamedHdus.Get(file, "MEANSPEC").TryGet(out var mean, out failure)
            || !NamedHdus.Get(file, "WAVELENGTH").TryGet(out var wavelength, out failure)
        )
        {
            return failure;
        }

        return new Hdus(file.Find("FIBERFLAT") ?? file.Hdus[0], inverseVariance, mask, mean, wavelength);
    }

    private static Result<FiberFlat> Sized(FitsFile file, Hdus hdus)
    {
        if (hdus.Flat.Axes is not [var bins, var count and <= FiberId.PerPetal])
        {
            return new Failure(
                $"a fiber flat is an image [fiber, bin] of at most {FiberId.PerPetal} fibers, this one has the axes "
                    + $"[{string.Join(", ", hdus.Flat.Axes.Reverse())}]",
                NamedHdus.Place(file, hdus.Flat)
            );
        }

        var misshapen =
            NamedHdus.CheckShape(file, hdus.Flat, count, bins)
            ?? NamedHdus.CheckShape(file, hdus.InverseVariance, count, bins)
            ?? NamedHdus.CheckShape(file, hdus.Mask, count, bins);
        if (misshapen is not null)
        {
            return misshapen;
        }

        if (
            !NamedHdus.ReadNumbers(file, hdus.Mean, bins).TryGet(out var mean, out var failure)
            || !NamedHdus.ReadWavelengths(file, hdus.Wavelength, bins).TryGet(out var wavelength, out failure)
            || !ReadFibers(file, count).TryGet(out var fibers, out failure)
        )
        {
            return failure;
        }

        return ReadPlanes(hdus)
            .Map(planes => new FiberFlat
            {
                Throughput = planes.Flat,
                InverseVariance = planes.InverseVariance,
                Mask = planes.Mask,
                MeanSpectrum = mean,
                Wavelength = wavelength,
                Fibers = fibers,
                ReducedChiSquare =
                    hdus.Flat.Header.TryGet("CHI2PDF", out double chiSquare) && double.IsFinite(chiSquare) ? chiSquare : null,
            });
    }

    private static Result<Planes> ReadPlanes(Hdus hdus)
    {
        if (!hdus.Flat.ReadPlane().TryGet(out var flat, out var failure))
        {
            return failure;
        }

        if (!hdus.InverseVariance.ReadPlane().TryGet(out var inverseVariance, out failure))
        {
            flat.Dispose();
            return failure;
        }

        if (!hdus.Mask.ReadMask().TryGet(out var mask, out failure))
        {
            flat.Dispose();
            inverseVariance.Dispose();
            return failure;
        }

        ClearUnknown(flat.Span, inverseVariance.Span);
        return new Planes(flat, inverseVariance, mask);
    }

    private static void ClearUnknown(Span<float> flat, Span<float> inverseVariance)
    {
        for (var i = 0; i < flat.Length; i++)
        {
            if (!float.IsFinite(flat[i]) || !float.IsFinite(inverseVariance[i]))
            {
                (flat[i], inverseVariance[i]) = (0, 0);
            }
        }
    }

    private static Result<ImmutableArray<FiberId>> ReadFibers(FitsFile file, int count)
    {
        if (file.Find("FIBERMAP") is not { } hdu)
        {
            return default(ImmutableArray<FiberId>);
        }

        if (!hdu.ReadTable().TryGet(out var table, out var failure))
        {
            return failure;
        }

        if (!table.ReadInt32("FIBER").TryGet(out var numbers, out failure))
        {
            return failure.In(NamedHdus.Place(file, hdu));
        }

        return numbers.Length == count && Array.TrueForAll(numbers, number => number is >= 0 and < FiberId.Count)
            ? ImmutableArray.Create(Array.ConvertAll(numbers, number => new FiberId(number)))
            : new Failure(
                $"FIBER does not name one fiber from 0 to {FiberId.Count - 1} for each of the {count} rows of the flat",
                NamedHdus.Place(file, hdu)
            );
    }

    private sealed record Hdus(FitsHdu Flat, FitsHdu InverseVariance, FitsHdu Mask, FitsHdu Mean, FitsHdu Wavelength);

    private sealed record Planes(Plane<float> Flat, Plane<float> InverseVariance, Plane<uint> Mask);
}
