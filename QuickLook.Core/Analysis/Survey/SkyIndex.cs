using System.Runtime.InteropServices;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Finds the nearest of many places on the sky within a fixed angle. Places are kept as points of the unit sphere in cubes as large as that angle, so that
/// poles and right ascension 0 need no care. Not thread-safe while places are added.
/// </summary>
/// <param name="withinDegrees">The angle, degrees, above 0.</param>
internal sealed class SkyIndex(double withinDegrees)
{
    // A chord is never longer than its arc: nothing within the angle is further away than a cube.
    private readonly double cube = double.DegreesToRadians(withinDegrees);
    private readonly double smallestCosine = Math.Cos(double.DegreesToRadians(withinDegrees));
    private readonly Dictionary<(int X, int Y, int Z), List<(double X, double Y, double Z, int Item)>> cubes = [];

    /// <summary>Adds a place.</summary>
    public void Add(double raDegrees, double decDegrees, int item)
    {
        var (x, y, z) = Vector(raDegrees, decDegrees);
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(cubes, Cube(x, y, z), out _);
        list ??= [];
        list.Add((x, y, z, item));
    }

    /// <summary>The nearest place within the angle.</summary>
    /// <param name="raDegrees">Right ascension, degrees.</param>
    /// <param name="decDegrees">Declination, degrees.</param>
    /// <param name="suits">What is wanted of it besides.</param>
    /// <returns>What was added there; null when there is none, or for what is no place.</returns>
    public int? Find(double raDegrees, double decDegrees, Func<int, bool> suits)
    {
        if (!double.IsFinite(raDegrees) || !double.IsFinite(decDegrees))
        {
            return null;
        }

        var (x, y, z) = Vector(raDegrees, decDegrees);
        var (atX, atY, atZ) = Cube(x, y, z);
        var nearest = smallestCosine;
        int? found = null;
        for (var near = 0; near < 27; near++)
        {
            var place = (atX + (near % 3) - 1, atY + (near / 3 % 3) - 1, atZ + (near / 9) - 1);
            if (!cubes.TryGetValue(place, out var list))
            {
                continue;
            }

            foreach (var (otherX, otherY, otherZ, item) in list)
            {
                var cosine = (x * otherX) + (y * otherY) + (z * otherZ);
                if (cosine >= nearest && suits(item))
                {
                    (nearest, found) = (cosine, item);
                }
            }
        }

        return found;
    }

    private static (double X, double Y, double Z) Vector(double raDegrees, double decDegrees)
    {
        var (sinRa, cosRa) = Math.SinCos(double.DegreesToRadians(raDegrees));
        var (sinDec, cosDec) = Math.SinCos(double.DegreesToRadians(decDegrees));
        return (cosDec * cosRa, cosDec * sinRa, sinDec);
    }

    private (int X, int Y, int Z) Cube(double x, double y, double z) =>
        ((int)Math.Floor(x / cube), (int)Math.Floor(y / cube), (int)Math.Floor(z / cube));
}
