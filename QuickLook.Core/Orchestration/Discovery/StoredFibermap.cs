using QuickLook.Core.Fits;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>Takes from a fibermap file what the database keeps (pipeline.md 1.4).</summary>
internal static class StoredFibermap
{
    /// <summary>Reads the table <c>FIBERMAP</c>.</summary>
    /// <returns>The columns; the reason when one is missing or the file is not complete.</returns>
    public static Result<FibermapColumns> Read(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            if (file.Damage is { } damage)
            {
                return damage;
            }

            if (file.Find("FIBERMAP") is not { } hdu)
            {
                return new Failure("there is no table FIBERMAP", Path.GetFileName(path));
            }

            return hdu.ReadTable().Then(table => Columns(path, table));
        }
    }

    private static Result<FibermapColumns> Columns(string path, FitsTable table) =>
        table
            .ReadInt32("FIBER")
            .Then(fiber =>
                Position(table, "RA")
                    .Then(ra =>
                        Position(table, "DEC")
                            .Then(dec =>
                                table
                                    .ReadString("OBJTYPE")
                                    .Then(kind =>
                                        ra.Length == fiber.Length && dec.Length == fiber.Length && kind.Length == fiber.Length
                                            ? Result<FibermapColumns>.Success(new FibermapColumns(path, fiber, ra, dec, kind))
                                            : new Failure("the columns do not have one value per fiber", Path.GetFileName(path))
                                    )
                            )
                    )
            );

    // Where the fiber was; older files only say where the target is.
    private static Result<double[]> Position(FitsTable table, string axis) =>
        table.ReadDouble(table.Find($"FIBER_{axis}") is null ? $"TARGET_{axis}" : $"FIBER_{axis}");
}
