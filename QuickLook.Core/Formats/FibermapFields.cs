using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>Reads columns of a fibermap; what is missing or cannot be read has a value that says so, and a sentence among the faults.</summary>
/// <param name="table">The table.</param>
/// <param name="faults">Gets one sentence per column that cannot be used.</param>
internal sealed class FibermapFields(FitsTable table, ImmutableArray<string>.Builder faults)
{
    private static readonly string[] Prefixes = [string.Empty, "SV1_", "SV2_", "SV3_"];

    /// <summary>The name that a column of targeting bits has here: survey validation put its own name in front.</summary>
    /// <param name="name">Plain name: <c>DESI_TARGET</c>.</param>
    /// <returns>The first of plain, SV1_, SV2_, SV3_ that the table has; the plain name when it has none.</returns>
    public string TargetName(string name) => Prefixes.Select(prefix => prefix + name).FirstOrDefault(Has, name);

    /// <summary>Reads a column that is always there.</summary>
    /// <param name="read">The reader of its type.</param>
    /// <param name="name">The column.</param>
    /// <param name="missing">What rows have when it cannot be read.</param>
    public T[] Required<T>(Func<string, Result<T[]>> read, string name, T missing)
    {
        if (read(name).TryGet(out var values, out var failure) && values.Length == table.Rows)
        {
            return values;
        }

        faults.Add(
            failure is null ? $"the column {name} does not have one value per row" : $"the column {name} cannot be used: {failure.Reason}"
        );
        var filled = new T[table.Rows];
        Array.Fill(filled, missing);
        return filled;
    }

    /// <summary>Reads a column that older files do not have: its absence is no fault.</summary>
    /// <inheritdoc cref="Required"/>
    public T[] Optional<T>(Func<string, Result<T[]>> read, string name, T missing) =>
        Has(name) ? Required(read, name, missing) : Enumerable.Repeat(missing, table.Rows).ToArray();

    private bool Has(string name) => table.Find(name) is not null;
}
