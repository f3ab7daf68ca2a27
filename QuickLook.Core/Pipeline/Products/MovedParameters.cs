using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Products;

/// <summary>The table PSF of a GAUSS-HERMITE file with other coefficients in its rows X and Y; all other rows and columns stay (pipeline.md 3.3, point 6).</summary>
internal static class MovedParameters
{
    private const string Coefficients = "COEFF";

    /// <summary>Makes the new table. One that has neither row is copied.</summary>
    /// <param name="hdu">HDU of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="traces">The traces to put in.</param>
    /// <param name="header">Keywords of the new table.</param>
    /// <returns>The table to be written; or why the traces do not fit into it.</returns>
    public static Result<FitsHduContent> Replace(FitsHdu hdu, FitsTable table, TraceSet traces, FitsHeader header)
    {
        var names = table.ReadString("PARAM").Or([]);
        var (xRow, yRow) = (PsfParameters.RowOf("X", names), PsfParameters.RowOf("Y", names));
        if (xRow < 0 && yRow < 0)
        {
            return FitsHduContent.Copy(hdu, header);
        }

        var columns = table.SelectRows([.. Enumerable.Range(0, table.Rows)]);
        if (columns.Count != table.Columns.Count)
        {
            return new Failure("the table has columns of variable length, which cannot be written again");
        }

        if (!NewCoefficients(table, traces, xRow, yRow).TryGet(out var coefficients, out var failure))
        {
            return failure;
        }

        return FitsHduContent.Table(
            hdu.Name,
            [
                .. columns.Select(column =>
                    column.Name.ToUpperInvariant() switch
                    {
                        Coefficients => coefficients,
                        "WAVEMIN" => NewDomain(table, column, traces.WaveMin, xRow, yRow),
                        "WAVEMAX" => NewDomain(table, column, traces.WaveMax, xRow, yRow),
                        _ => column,
                    }
                ),
            ],
            header
        );
    }

    private static Result<FitsColumnContent> NewCoefficients(FitsTable table, TraceSet traces, int xRow, int yRow)
    {
        if (!table.ReadDouble(Coefficients).TryGet(out var values, out var failure))
        {
            return failure;
        }

        var room = Math.Max(traces.X.Count, traces.Y.Count);
        var column = table.Find(Coefficients)!;
        if (column.Dimensions is not [var count, var fibers] || fibers != traces.FiberCount || count < room)
        {
            return new Failure(
                $"{Coefficients} has arrays of ({string.Join(", ", column.Dimensions)}), coefficients of {traces.FiberCount} fibers with {room} each are to be put in"
            );
        }

        Put(traces.X, xRow);
        Put(traces.Y, yRow);
        return FitsColumnContent.Of(column.Name, values, column.Repeat) with { Unit = column.Unit, Dimensions = column.Dimensions };

        void Put(CoefficientTable series, int row)
        {
            for (var fiber = 0; row >= 0 && fiber < fibers; fiber++)
            {
                var target = values.AsSpan((row * column.Repeat) + (fiber * count), count);
                target.Clear();
                series[fiber].CopyTo(target);
            }
        }
    }

    private static FitsColumnContent NewDomain(FitsTable table, FitsColumnContent column, double wavelength, int xRow, int yRow)
    {
        if (!table.ReadDouble(column.Name).TryGet(out var values, out _) || values.Length != table.Rows)
        {
            return column;
        }

        foreach (var row in new[] { xRow, yRow }.Where(row => row >= 0))
        {
            values[row] = wavelength;
        }

        return FitsColumnContent.Of(column.Name, values) with
        {
            Unit = column.Unit,
        };
    }
}
