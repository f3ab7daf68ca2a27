using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Traces;

/// <summary>
/// Reads trace sets from PSF files of every form in use (pipeline.md 1.5): images by name (XTRACE, XCOEF or XCOEFF and so on), the two first
/// HDUs of a bootcalib file, and the table of a GAUSS-HERMITE file that has no such images. Plain or gzip.
/// </summary>
public static class TraceSetFile
{
    private const string RowsKeyword = "NPIX_Y";
    private const int MostRows = 100_000;
    private static readonly string[] HdusWithRows = ["XTRACE", "PSF"];

    /// <summary>Reads the traces of a file.</summary>
    /// <param name="path">The PSF file.</param>
    /// <returns>
    /// The traces; or what is wrong, with file, HDU and keyword: an HDU that is missing, no or more than 500 fibers, fiber counts or wavelength
    /// domains that differ, coefficients that are not finite, WAVEMIN not below WAVEMAX, no usable NPIX_Y. Whether y runs with wavelength is not
    /// looked at here.
    /// </returns>
    public static Result<TraceSet> Read(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            if (!ReadParts(file).TryGet(out var parts, out failure) || !ReadRows(file).TryGet(out var rows, out failure))
            {
                return failure;
            }

            return Assemble(parts, rows) is var traces && traces.Failure is { } mismatch ? mismatch.In(NamedHdus.FileName(file)) : traces;
        }
    }

    private static Result<TraceParts> ReadParts(FitsFile file) =>
        PsfParameters.AreExpected(file) && TraceImages.Locate(file) is (null, null) ? PsfParameters.Read(file) : TraceImages.Read(file);

    private static Result<int> ReadRows(FitsFile file)
    {
        FitsHdu[] candidates = [file.Hdus[0], .. HdusWithRows.Select(file.Find).OfType<FitsHdu>()];
        var hdu = Array.Find(candidates, candidate => candidate.Header.Contains(RowsKeyword));
        if (hdu is null)
        {
            return new Failure($"no HDU has the keyword {RowsKeyword}, the number of CCD rows", NamedHdus.FileName(file));
        }

        if (!hdu.Header.GetInt(RowsKeyword).TryGet(out var rows, out var failure))
        {
            return failure.In(NamedHdus.FileName(file));
        }

        return rows is >= 1 and <= MostRows
            ? rows
            : new Failure($"{RowsKeyword} is {rows}; it must be 1 to {MostRows}", NamedHdus.Place(file, hdu));
    }

    private static Result<TraceSet> Assemble(TraceParts parts, int rows)
    {
        foreach (var series in parts.BesideX)
        {
            if (series.Table.FiberCount != parts.X.Table.FiberCount)
            {
                return new Failure(
                    $"{parts.X.Place} has {parts.X.Table.FiberCount} fibers, {series.Place} has {series.Table.FiberCount}; they must agree"
                );
            }

            if (!parts.X.Domain.Agrees(series.Domain))
            {
                return new Failure(
                    $"WAVEMIN and WAVEMAX of {parts.X.Place} ({parts.X.Domain}) and of {series.Place} ({series.Domain}) differ by more than "
                        + $"{WavelengthDomain.Tolerance} Angstrom"
                );
            }
        }

        var traces = new TraceSet
        {
            X = parts.X.Table,
            Y = parts.Y.Table,
            XSigma = parts.XSigma?.Table,
            YSigma = parts.YSigma?.Table,
            WaveMin = parts.X.Domain.Minimum,
            WaveMax = parts.X.Domain.Maximum,
            CcdRows = rows,
        };
        return parts is { YSigma: null, WavelengthSigma: { } sigma }
            ? traces with
            {
                YSigma = WavelengthWidths.ToRows(sigma.Table, traces),
            }
            : traces;
    }
}
