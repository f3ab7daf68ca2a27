using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>How real pixels were turned into integers before compression (FITS 4.0 section 10.2), and back.</summary>
internal sealed class Quantisation
{
    // Marks pixels that were exactly zero, in SUBTRACTIVE_DITHER_2.
    private const int ExactZero = -2147483646;

    private readonly FitsColumn? scaleColumn;
    private readonly FitsColumn? zeroColumn;
    private readonly FitsColumn? blankColumn;
    private readonly double scale;
    private readonly double zero;
    private readonly int? blank;
    private readonly int ditherSeed;
    private readonly bool isDithered;
    private readonly bool keepsZeros;

    private Quantisation(FitsHeader header, TableLayout table, string method, int ditherSeed)
    {
        scaleColumn = table.Find("ZSCALE");
        zeroColumn = table.Find("ZZERO");
        blankColumn = table.Find("ZBLANK");
        scale = header.GetDouble("ZSCALE").Or(1);
        zero = header.GetDouble("ZZERO").Or(0);
        blank = header.GetInt("ZBLANK") is { IsSuccess: true } value ? value.Value : null;
        isDithered = method.StartsWith("SUBTRACTIVE_DITHER", StringComparison.Ordinal);
        keepsZeros = method == "SUBTRACTIVE_DITHER_2";
        this.ditherSeed = ditherSeed;
    }

    /// <summary>Reads the quantisation of a compressed image.</summary>
    /// <param name="header">Header of the table that stores it.</param>
    /// <param name="table">That table.</param>
    /// <param name="bitpix">BITPIX of the image.</param>
    /// <returns>Null in a successful result when pixels were not quantised.</returns>
    public static Result<Quantisation?> Of(FitsHeader header, TableLayout table, int bitpix)
    {
        var isScaled = table.Find("ZSCALE") is not null || header.Contains("ZSCALE");
        var method = header.GetString("ZQUANTIZ").Or("NO_DITHER").Trim();
        if (bitpix > 0 || !isScaled || method == "NONE")
        {
            return Result<Quantisation?>.Success(null);
        }

        if (method is not ("NO_DITHER" or "SUBTRACTIVE_DITHER_1" or "SUBTRACTIVE_DITHER_2"))
        {
            return new Failure($"The quantisation '{method}' (ZQUANTIZ) is unknown");
        }

        foreach (var name in (ReadOnlySpan<string>)["ZSCALE", "ZZERO", "ZBLANK"])
        {
            if (table.Find(name) is { } column && !IsOneNumber(column))
            {
                return new Failure($"The column {name} does not hold one number per tile");
            }
        }

        return new Quantisation(header, table, method, header.GetInt("ZDITHER0").Or(1));
    }

    /// <summary>
    /// Why quantised tiles cannot be restored; null when they can. Asked per tile only: fpack writes an impossible ZDITHER0 where no tile is quantised.
    /// </summary>
    public Failure? Unusable =>
        isDithered && ditherSeed is not (>= 1 and <= 10_000) ? new Failure($"ZDITHER0 is {ditherSeed}; it must be 1 to 10000") : null;

    /// <summary>Restores the pixels of one tile.</summary>
    /// <param name="quantised">Integers of the tile.</param>
    /// <param name="reals">Restored pixels; undefined ones are NaN.</param>
    /// <param name="data">Data unit of the table.</param>
    /// <param name="layout">Layout of the table.</param>
    /// <param name="tile">Tile, from 0.</param>
    public void Restore(ReadOnlySpan<int> quantised, Span<double> reals, ReadOnlySpan<byte> data, TableLayout layout, int tile)
    {
        var tileScale = scaleColumn is null ? scale : TableCell.Real(data, layout, scaleColumn, tile);
        var tileZero = zeroColumn is null ? zero : TableCell.Real(data, layout, zeroColumn, tile);
        var tileBlank = blankColumn is null ? blank : (int)TableCell.Integer(data, layout, blankColumn, tile);
        if (isDithered)
        {
            Undither(quantised, reals, tileScale, tileZero, tileBlank, new DitherSequence(tile, ditherSeed));
            return;
        }

        for (var i = 0; i < quantised.Length; i++)
        {
            reals[i] = quantised[i] == tileBlank ? double.NaN : (quantised[i] * tileScale) + tileZero;
        }
    }

    private void Undither(
        ReadOnlySpan<int> quantised,
        Span<double> reals,
        double tileScale,
        double tileZero,
        int? tileBlank,
        DitherSequence dither
    )
    {
        for (var i = 0; i < quantised.Length; i++)
        {
            var value = quantised[i];
            var offset = dither.Next();
            reals[i] =
                value == tileBlank ? double.NaN
                : keepsZeros && value == ExactZero ? 0
                : ((value - (double)offset + 0.5) * tileScale) + tileZero;
        }
    }

    private static bool IsOneNumber(FitsColumn column) =>
        !column.IsVariableLength
        && column
            is {
                Repeat: 1,
                Type: FitsColumnType.Byte
                    or FitsColumnType.Int16
                    or FitsColumnType.Int32
                    or FitsColumnType.Int64
                    or FitsColumnType.Single
                    or FitsColumnType.Double
            };
}
