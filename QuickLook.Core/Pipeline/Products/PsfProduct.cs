using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>
/// The PSF file of an exposure: after Flexure the calibration's file with its traces moved (pipeline.md 3.3, point 6), after the arc lines a file of
/// traces and widths alone (3.5).
/// </summary>
internal static class PsfProduct
{
    /// <summary>
    /// Writes a copy of a PSF file with other traces: images of x and y (64-bit) and their WAVEMIN and WAVEMAX are replaced, in a GAUSS-HERMITE file
    /// the rows X and Y of the table PSF, too. An HDU PSF gets the movement in its header. Every other HDU, of whatever kind, is copied byte for byte.
    /// </summary>
    /// <param name="path">Destination.</param>
    /// <param name="inputPsf">The PSF file that the traces were read from.</param>
    /// <param name="before">The traces as that file has them.</param>
    /// <param name="after">The traces to write: the same fibers.</param>
    /// <returns>Done; or why not: transient when the disk is at fault, otherwise what is wrong with the input file.</returns>
    public static Result<Done> WriteMoved(string path, string inputPsf, TraceSet before, TraceSet after)
    {
        if (!FitsFile.Open(inputPsf).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            if (file.Damage is { } damage)
            {
                return damage;
            }

            return Moved(file, before, after).Then(hdus => ProductFile.Write(path, hdus));
        }
    }

    /// <summary>Writes traces and widths alone: XTRACE, YTRACE, XSIG and YSIG, 32-bit images <c>[fiber, coefficient]</c>.</summary>
    /// <param name="path">Destination.</param>
    /// <param name="traces">The traces; widths that they do not have are left out.</param>
    /// <returns>Done; or why not, transient when the disk is at fault.</returns>
    public static Result<Done> WriteTraces(string path, TraceSet traces)
    {
        FitsHeader header = new([.. Domain(traces), FitsCard.Of("NPIX_Y", traces.CcdRows, "rows of the CCD")]);
        (string Name, CoefficientTable? Table)[] tables =
        [
            ("XTRACE", traces.X),
            ("YTRACE", traces.Y),
            ("XSIG", traces.XSigma),
            ("YSIG", traces.YSigma),
        ];
        return ProductFile.Write(
            path,
            [
                .. tables
                    .Where(pair => pair.Table is not null)
                    .Select((pair, index) => Narrowed(pair.Name, pair.Table!, index == 0 ? ProductHeader.Signed(header) : header)),
            ]
        );
    }

    private static FitsHduContent Narrowed(string name, CoefficientTable table, FitsHeader header)
    {
        float[] values = [.. table.Values.ToArray().Select(value => (float)value)];
        return FitsHduContent.Image<float>(name, values, [table.Count, table.FiberCount], header);
    }

    private static Result<List<FitsHduContent>> Moved(FitsFile file, TraceSet before, TraceSet after)
    {
        var (xHdu, yHdu) = TraceImages.Locate(file);
        var movement = TraceMovement.Between(before, after);
        var contents = new List<FitsHduContent>(file.Hdus.Count);
        foreach (var hdu in file.Hdus)
        {
            if (hdu == xHdu || hdu == yHdu)
            {
                contents.Add(MovedImage(hdu, hdu == xHdu ? after.X : after.Y, after));
            }
            else if (hdu.Name.Equals(PsfParameters.Table, StringComparison.OrdinalIgnoreCase))
            {
                if (!MovedPsf(file, hdu, after, movement).TryGet(out var content, out var failure))
                {
                    return failure.Place is null ? failure.In(NamedHdus.Place(file, hdu)) : failure;
                }

                contents.Add(content);
            }
            else
            {
                contents.Add(FitsHduContent.Copy(hdu, hdu.Index == 0 ? ProductHeader.Signed(hdu.StoredHeader) : null));
            }
        }

        return contents;
    }

    private static FitsHduContent MovedImage(FitsHdu hdu, CoefficientTable table, TraceSet traces)
    {
        var header = hdu.Header.With(Domain(traces));
        return FitsHduContent.Image(
            hdu.Name,
            table.Values,
            [table.Count, table.FiberCount],
            hdu.Index == 0 ? ProductHeader.Signed(header) : header
        );
    }

    private static Result<FitsHduContent> MovedPsf(FitsFile file, FitsHdu hdu, TraceSet traces, TraceMovement movement)
    {
        var cards = movement.Cards().Append(FitsCard.Of("IN_PSF", NamedHdus.FileName(file), "file that the traces were moved from"));
        return hdu.Kind == FitsHduKind.BinaryTable && PsfParameters.AreExpected(file)
            ? hdu.ReadTable().Then(table => MovedParameters.Replace(hdu, table, traces, hdu.StoredHeader.With(cards)))
            : FitsHduContent.Copy(hdu, hdu.StoredHeader.With(cards));
    }

    private static FitsCard[] Domain(TraceSet traces) =>
        [
            FitsCard.Of("WAVEMIN", traces.WaveMin, "wavelength of -1, Angstrom"),
            FitsCard.Of("WAVEMAX", traces.WaveMax, "wavelength of 1, Angstrom"),
        ];
}
