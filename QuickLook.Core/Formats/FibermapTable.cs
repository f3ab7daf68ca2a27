using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>
/// The fibermap as the file has it, every column of it, from which products take the rows of their fibers. Nothing is interpreted here. Immutable,
/// thread-safe.
/// </summary>
public sealed class FibermapTable
{
    private const string Name = "FIBERMAP";
    private const string FiberColumn = "FIBER";
    private const string ObjectColumn = "OBJTYPE";
    private const string Unusable = "BAD";

    private readonly FitsTable? table;
    private readonly FitsHeader header;
    private readonly IReadOnlyDictionary<FiberId, int> positions;

    internal FibermapTable(FitsTable? table, FitsHeader header, IReadOnlyDictionary<FiberId, int> positions)
    {
        this.table = table;
        this.header = header;
        this.positions = positions;
    }

    /// <summary>The table of an exposure without fibermap: no fiber is known.</summary>
    public static FibermapTable Empty { get; } = new(null, FitsHeader.Empty, new Dictionary<FiberId, int>());

    /// <summary>The row of the table, from 0, in which a fiber stands; null when it has none.</summary>
    /// <param name="fiber">The fiber.</param>
    public int? RowOf(FiberId fiber) => positions.TryGetValue(fiber, out var row) ? row : null;

    /// <summary>
    /// The HDU FIBERMAP of a product: one row per fiber, with all columns, units and keywords unchanged; columns of variable length are left out. A
    /// fiber that the fibermap does not have gets a row of zeros (empty strings) with its FIBER and with OBJTYPE BAD; then FIBER is written
    /// as 32-bit integers whatever it was. Without any fibermap the columns are FIBER and OBJTYPE.
    /// </summary>
    /// <param name="fibers">The fibers, in the order wanted.</param>
    public FitsHduContent Select(IReadOnlyList<FiberId> fibers)
    {
        int[] rows = [.. fibers.Select(fiber => positions.GetValueOrDefault(fiber, -1))];
        int[] numbers = [.. fibers.Select(fiber => fiber.Number)];
        if (table is null)
        {
            string[] types = [.. fibers.Select(_ => Unusable)];
            return FitsHduContent.Table(Name, [FitsColumnContent.Of(FiberColumn, numbers), FitsColumnContent.Of(ObjectColumn, types)]);
        }

        var columns = table.SelectRows(rows);
        return FitsHduContent.Table(
            Name,
            Array.IndexOf(rows, -1) < 0 ? columns : [.. columns.Select(column => Completed(table, column, rows, numbers))],
            header
        );
    }

    private static FitsColumnContent Completed(FitsTable table, FitsColumnContent column, int[] rows, int[] numbers)
    {
        if (Is(column, FiberColumn))
        {
            return FitsColumnContent.Of(column.Name, numbers) with { Unit = column.Unit };
        }

        if (!Is(column, ObjectColumn) || !table.ReadString(column.Name).TryGet(out var types, out _) || types.Length != table.Rows)
        {
            return column;
        }

        return FitsColumnContent.Of(
            column.Name,
            [.. rows.Select(row => row < 0 ? Unusable : types[row])],
            table.Find(column.Name)!.Repeat
        ) with
        {
            Unit = column.Unit,
        };
    }

    private static bool Is(FitsColumnContent column, string name) => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
