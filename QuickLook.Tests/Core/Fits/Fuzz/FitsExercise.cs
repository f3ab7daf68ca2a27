using QuickLook.Core.Fits;

namespace QuickLook.Tests.Core.Fits.Fuzz;

/// <summary>Does with a file everything that the reader offers.</summary>
internal static class FitsExercise
{
    /// <summary>Reads all there is, in every way.</summary>
    /// <returns>Number of reads that succeeded.</returns>
    public static int ReadAll(string path)
    {
        var succeeded = FitsFile.CheckComplete(path).IsSuccess ? 1 : 0;
        succeeded += FitsInspection.Of(path).IsSuccess ? 1 : 0;
        if (!FitsFile.Open(path).TryGet(out var file, out _))
        {
            return succeeded;
        }

        using (file)
        {
            succeeded += file.Hdus.Sum(hdu => ReadHdu(hdu, file.Hdus[0].Header));
            succeeded += file.Find("SCI") is null ? 0 : 1;
        }

        return succeeded;
    }

    private static int ReadHdu(FitsHdu hdu, FitsHeader primary)
    {
        var succeeded = hdu.ReadDoubles(threads: 1).IsSuccess ? 1 : 0;
        succeeded += hdu.VerifyChecksum().IsSuccess ? 1 : 0;
        if (hdu.ReadPlane(threads: 1).TryGet(out var plane, out _))
        {
            plane.Dispose();
            succeeded++;
        }

        if (hdu.ReadMask(threads: 1).TryGet(out var mask, out _))
        {
            mask.Dispose();
            succeeded++;
        }

        foreach (var card in FitsHeader.Merge(primary, hdu.Header).Cards)
        {
            succeeded += hdu.Header.GetDouble(card.Keyword).IsSuccess ? 1 : 0;
            succeeded += hdu.Header.GetString(card.Keyword).IsSuccess ? 1 : 0;
            succeeded += hdu.Header.GetComplex(card.Keyword).IsSuccess ? 1 : 0;
        }

        return succeeded + (hdu.ReadTable().TryGet(out var table, out _) ? table.Columns.Sum(column => ReadColumn(table, column.Name)) : 0);
    }

    private static int ReadColumn(FitsTable table, string name)
    {
        bool[] reads =
        [
            table.ReadInt32(name).IsSuccess,
            table.ReadInt64Rows(name).IsSuccess,
            table.ReadSingle(name).IsSuccess,
            table.ReadDoubleRows(name).IsSuccess,
            table.ReadString(name).IsSuccess,
            table.ReadBoolean(name).IsSuccess,
            table.ReadBooleanRows(name).IsSuccess,
            table.ReadComplex(name).IsSuccess,
            table.ReadComplexRows(name).IsSuccess,
        ];
        return reads.Count(read => read);
    }
}
