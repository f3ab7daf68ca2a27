using System.Numerics;

namespace QuickLook.Core.Reduction;

/// <summary>Division of a spectrum by a throughput, bin by bin, in double precision.</summary>
internal static class SpectrumDivision
{
    /// <summary>Divides in place; where the throughput is not above 0 the flux becomes 0.</summary>
    /// <param name="flux">Flux.</param>
    /// <param name="throughput">As many.</param>
    public static void Divide(Span<float> flux, ReadOnlySpan<double> throughput)
    {
        var bin = 0;
        for (; bin <= flux.Length - Vector<float>.Count; bin += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(flux[bin..]), out var low, out var high);
            Vector.Narrow(Divide(low, throughput[bin..]), Divide(high, throughput[(bin + Vector<double>.Count)..])).CopyTo(flux[bin..]);
        }

        for (; bin < flux.Length; bin++)
        {
            flux[bin] = throughput[bin] > 0 ? (float)(flux[bin] / throughput[bin]) : 0;
        }
    }

    /// <summary>Changes inverse variances as the division changes the flux: multiplies them by the square of the throughput.</summary>
    /// <param name="inverseVariance">Inverse variances.</param>
    /// <param name="throughput">As many.</param>
    public static void Weigh(Span<float> inverseVariance, ReadOnlySpan<double> throughput)
    {
        var bin = 0;
        for (; bin <= inverseVariance.Length - Vector<float>.Count; bin += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(inverseVariance[bin..]), out var low, out var high);
            var first = new Vector<double>(throughput[bin..]);
            var second = new Vector<double>(throughput[(bin + Vector<double>.Count)..]);
            Vector.Narrow(low * first * first, high * second * second).CopyTo(inverseVariance[bin..]);
        }

        for (; bin < inverseVariance.Length; bin++)
        {
            inverseVariance[bin] = (float)(inverseVariance[bin] * throughput[bin] * throughput[bin]);
        }
    }

    private static Vector<double> Divide(Vector<double> flux, ReadOnlySpan<double> throughput)
    {
        var by = new Vector<double>(throughput);
        return Vector.ConditionalSelect(Vector.GreaterThan(by, Vector<double>.Zero), flux / by, Vector<double>.Zero);
    }
}
