using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// Where the fibers of one petal point, seen from the centre of the field. The petals of a field are alike but for their angle, so that one gives all ten.
/// </summary>
internal sealed class SpecimenField
{
    private const double DegreesPerPetal = 36;

    private readonly ImmutableArray<(int LocalIndex, double East, double North, string ObjectType)> fibers;

    private SpecimenField(ImmutableArray<(int LocalIndex, double East, double North, string ObjectType)> fibers) => this.fibers = fibers;

    /// <summary>Takes the field from a petal of a fibermap; null when it has no fibers.</summary>
    public static SpecimenField? Of(Fibermap fibermap, Spectrograph petal)
    {
        FibermapRow[] rows = [.. fibermap.OfPetal(petal)];
        if (rows.Length == 0)
        {
            return null;
        }

        // The centre of the wedge stands half a focal plane's radius off the field's centre.
        const double HalfRadius = 0.8;
        var ra = rows.Average(row => row.Ra);
        var dec = rows.Average(row => row.Dec);
        return new SpecimenField([
            .. rows.Select(row =>
                (row.Fiber.LocalIndex, (row.Ra - ra) * Math.Cos(double.DegreesToRadians(dec)), row.Dec - dec + HalfRadius, row.ObjectClass)
            ),
        ]);
    }

    /// <summary>Right ascension and declination of a petal's fibers, by local index up to the last one, degrees with five decimals.</summary>
    public (double[] Ra, double[] Dec) Positions(Spectrograph petal, double raDegrees, double decDegrees)
    {
        var ra = new double[fibers[^1].LocalIndex + 1];
        var dec = new double[ra.Length];
        Array.Fill(ra, raDegrees);
        Array.Fill(dec, decDegrees);
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(petal.Number * DegreesPerPetal));
        foreach (var fiber in fibers)
        {
            var east = (fiber.East * cosine) - (fiber.North * sine);
            var north = (fiber.East * sine) + (fiber.North * cosine);
            dec[fiber.LocalIndex] = Math.Round(decDegrees + north, 5);
            ra[fiber.LocalIndex] = Math.Round(((raDegrees + (east / Math.Cos(double.DegreesToRadians(decDegrees)))) + 360) % 360, 5);
        }

        return (ra, dec);
    }

    /// <summary>The fibermap of an exposure, all petals.</summary>
    public FibermapColumns Fibermap(double raDegrees, double decDegrees)
    {
        var count = fibers.Length * Spectrograph.Count;
        var columns = new FibermapColumns(string.Empty, new int[count], new double[count], new double[count], new string[count]);
        var row = 0;
        foreach (var petal in Spectrograph.All)
        {
            var (ra, dec) = Positions(petal, raDegrees, decDegrees);
            foreach (var fiber in fibers)
            {
                columns.Fiber[row] = new FiberId(petal, fiber.LocalIndex).Number;
                columns.RaDegrees[row] = ra[fiber.LocalIndex];
                columns.DecDegrees[row] = dec[fiber.LocalIndex];
                columns.ObjectType[row] = fiber.ObjectType;
                row++;
            }
        }

        return columns;
    }
}
