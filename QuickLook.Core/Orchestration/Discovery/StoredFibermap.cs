using QuickLook.Core.Formats;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>Takes from a fibermap file what the database keeps.</summary>
internal static class StoredFibermap
{
    /// <summary>Reads the file.</summary>
    /// <returns>The columns, ordered by fiber; the reason when there is none or it is not complete.</returns>
    public static Result<FibermapColumns> Read(string path) =>
        Fibermap
            .Read(path)
            .Map(fibermap => new FibermapColumns(
                path,
                [.. fibermap.Rows.Select(row => row.Fiber.Number)],
                [.. fibermap.Rows.Select(row => row.Ra)],
                [.. fibermap.Rows.Select(row => row.Dec)],
                [.. fibermap.Rows.Select(row => row.ObjectClass)]
            ));
}
