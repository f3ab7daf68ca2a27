using System.Numerics.Tensors;

namespace QuickLook.Core.Numerics;

/// <summary>
/// The unweighted Legendre fit of <see cref="LegendreSeries.Fit(ReadOnlySpan{double}, ReadOnlySpan{double}, int, ReadOnlySpan{double})"/> for
/// many right-hand sides on the same nodes: the pseudo-inverse is made once, each fit is then a product of a small matrix and the values.
/// Immutable; any number of threads may fit at the same time.
/// </summary>
public sealed class LegendreProjection
{
    private readonly double[] inverse;

    /// <summary>Prepares fits on the given nodes.</summary>
    /// <param name="u">The nodes, at least one, best within -1 to 1; not kept.</param>
    /// <param name="degree">0 to 63.</param>
    /// <exception cref="ArgumentException">No nodes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A degree out of range.</exception>
    public LegendreProjection(ReadOnlySpan<double> u, int degree)
    {
        ThinLeastSquares.CheckCount(degree + 1);
        if (u.IsEmpty)
        {
            throw new ArgumentException("A fit needs at least one node.", nameof(u));
        }

        Nodes = u.Length;
        Degree = degree;
        inverse = Invert(u, degree + 1);
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes { get; }

    /// <summary>Degree of the series.</summary>
    public int Degree { get; }

    /// <summary>Fits; without allocation.</summary>
    /// <param name="y">One value per node.</param>
    /// <param name="coefficients">Degree + 1 coefficients, lowest degree first; written.</param>
    /// <exception cref="ArgumentException">Lengths that do not agree.</exception>
    public void Fit(ReadOnlySpan<double> y, Span<double> coefficients)
    {
        Lengths.MustAgree(Nodes, y.Length, nameof(y));
        Lengths.MustAgree(Degree + 1, coefficients.Length, nameof(coefficients));
        for (var k = 0; k < coefficients.Length; k++)
        {
            coefficients[k] = TensorPrimitives.Dot(inverse.AsSpan(k * Nodes, Nodes), y);
        }
    }

    private static double[] Invert(ReadOnlySpan<double> u, int count)
    {
        var nodes = u.Length;
        var rows = Math.Max(nodes, count);
        var basis = new double[nodes * count];
        LegendreSeries.FillBasis(u, basis, count);
        var columns = new double[rows * count];
        for (var k = 0; k < count; k++)
        {
            basis.AsSpan(k * nodes, nodes).CopyTo(columns.AsSpan(k * rows, rows));
        }

        var factors = ThinFactorization.Of(columns, rows, new double[2 * count], new int[count]);

        // The pseudo-inverse is (answer to unit vector k of the triangle's frame) times (that unit vector seen from the nodes), summed over k.
        var pseudoInverse = new double[nodes * count];
        var direction = new double[rows];
        var unit = new double[count];
        var answer = new double[count];
        for (var k = 0; k < count; k++)
        {
            Array.Clear(direction);
            Array.Clear(unit);
            direction[k] = 1;
            unit[k] = 1;
            factors.RotateBack(direction);
            factors.Solve(unit, answer);
            for (var j = 0; j < count; j++)
            {
                for (var i = 0; i < nodes; i++)
                {
                    pseudoInverse[(j * nodes) + i] += answer[j] * direction[i];
                }
            }
        }

        return pseudoInverse;
    }
}
