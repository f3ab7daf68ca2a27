using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>
/// The fibermap of an exposure (pipeline.md 1.4): what each fiber was pointed at. A file may hold all 5000 fibers or some of them, in any
/// order: rows are known by their FIBER, not by their number. Immutable.
/// </summary>
public sealed record Fibermap
{
    private const string FiberColumn = "FIBER";

    /// <summary>The rows, ordered by fiber, each fiber once.</summary>
    public required ImmutableArray<FibermapRow> Rows { get; init; }

    /// <summary>PROGRAM; empty when it is missing. This one, not the raw exposure's, chooses references.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>FLAVOR; null when it is missing or unknown.</summary>
    public Flavor? Flavor { get; init; }

    /// <summary>One sentence per thing that is missing or was left out: columns, fibers out of range, fibers given twice.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>The fibers of one petal, in order.</summary>
    /// <param name="petal">The petal.</param>
    public IEnumerable<FibermapRow> OfPetal(Spectrograph petal) => Rows.Where(row => row.Fiber.Petal == petal);

    /// <summary>Reads a fibermap file.</summary>
    /// <param name="path">The file; its table is named FIBERMAP, or is the first one.</param>
    /// <returns>The fibermap; or the reason, when there is no table with a column FIBER.</returns>
    public static Result<Fibermap> Read(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            var hdu = file.Find("FIBERMAP") ?? file.Hdus.FirstOrDefault(candidate => candidate.Kind == FitsHduKind.BinaryTable);
            if (hdu is null)
            {
                return new Failure("the file has no table FIBERMAP", Path.GetFileName(path));
            }

            if (!hdu.ReadTable().TryGet(out var table, out failure))
            {
                return failure;
            }

            return Read(table, hdu.Header) is var read && read.Failure is { } bad
                ? bad.In($"{Path.GetFileName(path)}, {hdu.Address}")
                : read;
        }
    }

    private static Result<Fibermap> Read(FitsTable table, FitsHeader header)
    {
        if (!table.ReadInt32(FiberColumn).TryGet(out var fibers, out var failure))
        {
            return failure;
        }

        var faults = ImmutableArray.CreateBuilder<string>();
        var objectTypes = Column(table.ReadString, "OBJTYPE", fibers.Length, string.Empty, faults);
        var ra = Column(table.ReadDouble, "TARGET_RA", fibers.Length, double.NaN, faults);
        var dec = Column(table.ReadDouble, "TARGET_DEC", fibers.Length, double.NaN, faults);
        var targets = Column(table.ReadInt64, "DESI_TARGET", fibers.Length, 0L, faults);
        var fluxG = Column(table.ReadSingle, "FLUX_G", fibers.Length, float.NaN, faults);
        var fluxR = Column(table.ReadSingle, "FLUX_R", fibers.Length, float.NaN, faults);
        var fluxZ = Column(table.ReadSingle, "FLUX_Z", fibers.Length, float.NaN, faults);

        var rows = new SortedDictionary<int, FibermapRow>();
        var (outOfRange, twice) = (0, 0);
        for (var i = 0; i < fibers.Length; i++)
        {
            if (fibers[i] is < 0 or >= FiberId.Count)
            {
                outOfRange++;
                continue;
            }

            var row = new FibermapRow(
                new FiberId(fibers[i]),
                objectTypes[i].Trim(),
                ra[i],
                dec[i],
                targets[i],
                fluxG[i],
                fluxR[i],
                fluxZ[i]
            );
            twice += rows.TryAdd(fibers[i], row) ? 0 : 1;
        }

        if (outOfRange > 0)
        {
            faults.Add($"{outOfRange} rows have a FIBER outside 0 to {FiberId.Count - 1} and are left out");
        }

        if (twice > 0)
        {
            faults.Add($"{twice} rows repeat a FIBER and are left out");
        }

        return new Fibermap
        {
            Rows = [.. rows.Values],
            Program = new ObservingProgram(HeaderText.Find(header, "PROGRAM")),
            Flavor = Flavors.Parse(HeaderText.Find(header, "FLAVOR")).TryGet(out var flavor, out _) ? flavor : null,
            Faults = faults.ToImmutable(),
        };
    }

    private static T[] Column<T>(Func<string, Result<T[]>> read, string name, int rows, T missing, ImmutableArray<string>.Builder faults)
    {
        if (read(name).TryGet(out var values, out var failure) && values.Length == rows)
        {
            return values;
        }

        faults.Add(
            failure is null ? $"the column {name} does not have one value per row" : $"the column {name} cannot be used: {failure.Reason}"
        );
        var filled = new T[rows];
        Array.Fill(filled, missing);
        return filled;
    }
}
