using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Traces;

/// <summary>
/// Trace series in the table PSF of a GAUSS-HERMITE file (pipeline.md 1.5, point 4): one row per parameter, its name in PARAM, coefficients
/// <c>[fiber, coefficient]</c> in COEFF, the domain in WAVEMIN and WAVEMAX.
/// </summary>
internal static class PsfParameters
{
    /// <summary>EXTNAME of the table.</summary>
    public const string Table = "PSF";

    /// <summary>True for a file of the form that keeps the traces in the table, too.</summary>
    public static bool AreExpected(FitsFile file) => HeaderText.Find(file.Hdus[0].Header, "PSFTYPE") == "GAUSS-HERMITE";

    /// <summary>Reads the parameters X, Y and, when they are there, GHSIGX and GHSIGY.</summary>
    public static Result<TraceParts> Read(FitsFile file)
    {
        if (!NamedHdus.Get(file, Table).TryGet(out var hdu, out var failure) || !hdu.ReadTable().TryGet(out var table, out failure))
        {
            return failure;
        }

        return Read(table, hdu.Address) is var parts && parts.Failure is { } bad ? bad.In(NamedHdus.Place(file, hdu)) : parts;
    }

    private static Result<TraceParts> Read(FitsTable table, string place)
    {
        if (
            !table.ReadString("PARAM").TryGet(out var names, out var failure)
            || !ReadDomainColumn(table, "WAVEMIN").TryGet(out var minima, out failure)
            || !ReadDomainColumn(table, "WAVEMAX").TryGet(out var maxima, out failure)
        )
        {
            return failure;
        }

        if (
            table.Find("COEFF")?.Dimensions
                is not [var coefficients and <= TraceImages.MostCoefficients, var fibers and <= FiberId.PerPetal]
            || coefficients * fibers == 0
        )
        {
            return new Failure(
                $"COEFF has no array [fiber, coefficient] (TDIM) of at most [{FiberId.PerPetal}, {TraceImages.MostCoefficients}]"
            );
        }

        if (!table.ReadDouble("COEFF").TryGet(out var values, out failure))
        {
            return failure;
        }

        return Required("X")
            .Then(x => Required("Y").Then(y => Optional("GHSIGX").Then(xs => Optional("GHSIGY").Map(ys => new TraceParts(x, y, xs, ys)))));

        Result<TraceSeries> Required(string parameter) =>
            Optional(parameter)
                .Then(series =>
                    series is null ? new Failure($"no row of PARAM is named {parameter}") : Result<TraceSeries>.Success(series)
                );

        Result<TraceSeries?> Optional(string parameter)
        {
            var row = RowOf(parameter, names);
            if (row < 0)
            {
                return Result<TraceSeries?>.Success(null);
            }

            var own = values.AsSpan(row * coefficients * fibers, coefficients * fibers).ToArray();
            return Array.TrueForAll(own, double.IsFinite)
                ? WavelengthDomain
                    .Of(minima[row], maxima[row])
                    .Map(TraceSeries? (domain) => new TraceSeries($"{place} {parameter}", new CoefficientTable(own, coefficients), domain))
                : new Failure($"some coefficients of {parameter} are NaN or infinite");
        }
    }

    /// <summary>Row of a parameter; −1 when there is none.</summary>
    /// <param name="parameter">Its name: <c>GHSIGX</c>.</param>
    /// <param name="names">The column PARAM.</param>
    public static int RowOf(string parameter, string[] names) => Array.FindIndex(names, name => name.Trim() == parameter);

    private static Result<double[]> ReadDomainColumn(FitsTable table, string name) =>
        table
            .ReadDouble(name)
            .Then(values =>
                values.Length == table.Rows
                    ? Result<double[]>.Success(values)
                    : new Failure($"the column {name} does not have one value per row")
            );
}
