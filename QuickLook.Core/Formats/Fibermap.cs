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

    /// <summary>All columns of the file as they are, for products.</summary>
    public FibermapTable Table { get; init; } = FibermapTable.Empty;

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

    /// <summary>Reads the table FIBERMAP of a file that is open already: of a fibermap, or of a product that has a row per spectrum.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">Its header.</param>
    /// <returns>The fibermap; or the reason, when there is no column FIBER.</returns>
    internal static Result<Fibermap> Read(FitsTable table, FitsHeader header)
    {
        if (!table.ReadInt32(FiberColumn).TryGet(out var fibers, out var failure))
        {
            return failure;
        }

        var faults = ImmutableArray.CreateBuilder<string>();
        var columns = new FibermapFields(table, faults);
        var objectTypes = columns.Required(table.ReadString, "OBJTYPE", string.Empty);
        var ra = columns.Required(table.ReadDouble, "TARGET_RA", double.NaN);
        var dec = columns.Required(table.ReadDouble, "TARGET_DEC", double.NaN);
        var targets = columns.Required(table.ReadInt64, columns.TargetName("DESI_TARGET"), 0L);
        var fluxG = columns.Required(table.ReadSingle, "FLUX_G", float.NaN);
        var fluxR = columns.Required(table.ReadSingle, "FLUX_R", float.NaN);
        var fluxZ = columns.Required(table.ReadSingle, "FLUX_Z", float.NaN);
        var milkyWayTargets = columns.Optional(table.ReadInt64, columns.TargetName("MWS_TARGET"), 0L);
        var status = columns.Optional(table.ReadInt32, "FIBERSTATUS", 0);
        var assignTypes = columns.Optional(table.ReadInt32, "FA_TYPE", 0);

        var rows = new SortedDictionary<int, FibermapRow>();
        var positions = new Dictionary<FiberId, int>();
        var (outOfRange, twice) = (0, 0);
        for (var i = 0; i < fibers.Length; i++)
        {
            if (fibers[i] is < 0 or >= FiberId.Count)
            {
                outOfRange++;
                continue;
            }

            var fiber = new FiberId(fibers[i]);
            if (!positions.TryAdd(fiber, i))
            {
                twice++;
                continue;
            }

            rows[fiber.Number] = new FibermapRow(fiber, objectTypes[i].Trim(), ra[i], dec[i], targets[i], fluxG[i], fluxR[i], fluxZ[i])
            {
                MilkyWayTarget = milkyWayTargets[i],
                FiberStatus = status[i],
                FiberAssignType = assignTypes[i],
            };
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
            Rows = [.. StandardStars.Mark(rows.Values)],
            Program = new ObservingProgram(HeaderText.Find(header, "PROGRAM")),
            Flavor = Flavors.Parse(HeaderText.Find(header, "FLAVOR")).TryGet(out var flavor, out _) ? flavor : null,
            Faults = faults.ToImmutable(),
            Table = new FibermapTable(table, header, positions),
        };
    }
}
