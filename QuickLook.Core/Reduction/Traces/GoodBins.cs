using System.Numerics.Tensors;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// The bins of spectra that a comparison may use: those with weight and no masked neighbour within three bins, because the light of a masked row
/// leaks into its neighbours' shape (pipeline.md 3.3.2). Gives the spectra on a piece of a grid at a time. Holds scratch; not thread-safe.
/// </summary>
internal sealed class GoodBins : IDisposable
{
    private static readonly int[] Offsets = [-2, -1, 1, 2];

    private readonly FiberSpectra spectra;

    /// <summary>1 for bins that are not good: <c>[fiber, bin]</c>.</summary>
    private readonly Plane<byte> isBad;
    private readonly double[] wavelength;
    private readonly double[] values;

    /// <summary>Judges all bins.</summary>
    /// <param name="spectra">The spectra; not owned.</param>
    public GoodBins(FiberSpectra spectra)
    {
        this.spectra = spectra;
        isBad = new Plane<byte>(spectra.Count, spectra.Bins, clear: false);
        wavelength = new double[spectra.Bins];
        values = new double[spectra.Bins];
        var before = new byte[spectra.Bins];
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            Judge(spectra.InverseVariance.Row(fiber), isBad.Row(fiber), before);
        }
    }

    /// <summary>True when the spectrum has any weight on the grid.</summary>
    /// <param name="fiber">Number of the spectrum.</param>
    /// <param name="grid">Wavelengths, ascending.</param>
    /// <param name="scratch">Some values; as many bins of the grid are looked at together.</param>
    public bool HasWeight(int fiber, ReadOnlySpan<double> grid, Span<double> scratch)
    {
        if (!isBad.Row(fiber).Contains((byte)0))
        {
            return false;
        }

        for (; !grid.IsEmpty; grid = grid[scratch.Length..])
        {
            scratch = scratch[..Math.Min(scratch.Length, grid.Length)];
            FillWeights(fiber, grid[..scratch.Length], scratch);
            if (scratch.ContainsAnyExcept(0.0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Interpolates flux between good bins; 0 beyond the outermost ones.</summary>
    /// <param name="fiber">Number of a spectrum with a good bin.</param>
    /// <param name="grid">Wavelengths, ascending: all of a grid or a piece of it, at least one.</param>
    /// <param name="flux">As many; written.</param>
    public void FillFlux(int fiber, ReadOnlySpan<double> grid, Span<double> flux)
    {
        var bad = isBad.Row(fiber);
        var (begin, end) = Around(fiber, grid);
        while (begin > 0 && bad[begin] != 0)
        {
            begin--;
        }

        while (end < bad.Length && bad[end - 1] != 0)
        {
            end++;
        }

        var waves = spectra.Wavelength.Row(fiber);
        var light = spectra.Flux.Row(fiber);
        var count = 0;
        for (var bin = begin; bin < end; bin++)
        {
            if (bad[bin] == 0)
            {
                wavelength[count] = waves[bin];
                values[count++] = light[bin];
            }
        }

        if (count == 0)
        {
            flux.Clear();
            return;
        }

        LinearInterpolation.Along(grid, wavelength.AsSpan(0, count), values.AsSpan(0, count), flux, 0, 0);
    }

    /// <summary>Interpolates inverse variance between all bins, those that are not good counting 0; 0 beyond the spectrum.</summary>
    /// <param name="fiber">Number of the spectrum.</param>
    /// <param name="grid">Wavelengths, ascending: all of a grid or a piece of it, at least one.</param>
    /// <param name="inverseVariance">As many; written.</param>
    public void FillWeights(int fiber, ReadOnlySpan<double> grid, Span<double> inverseVariance)
    {
        var bad = isBad.Row(fiber);
        var weights = spectra.InverseVariance.Row(fiber);
        var (begin, end) = Around(fiber, grid);
        for (var bin = begin; bin < end; bin++)
        {
            values[bin - begin] = bad[bin] == 0 ? weights[bin] : 0;
        }

        var waves = spectra.Wavelength.Row(fiber)[begin..end];
        LinearInterpolation.Along(grid, waves, values.AsSpan(0, waves.Length), inverseVariance, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => isBad.Dispose();

    /// <summary>The bins between which a piece of the grid lies, with one at or beyond each end where there is one.</summary>
    private (int Begin, int End) Around(int fiber, ReadOnlySpan<double> grid)
    {
        var waves = spectra.Wavelength.Row(fiber);
        return (Math.Max(0, FirstBeyond(waves, grid[0]) - 1), Math.Min(waves.Length, FirstBeyond(waves, grid[^1]) + 1));
    }

    private static int FirstBeyond(ReadOnlySpan<double> waves, double wavelength)
    {
        var found = waves.BinarySearch(wavelength);
        return found < 0 ? ~found : found + 1;
    }

    private static void Judge(ReadOnlySpan<float> weights, Span<byte> bad, Span<byte> before)
    {
        for (var bin = 0; bin < bad.Length; bin++)
        {
            bad[bin] = weights[bin] > 0 ? (byte)0 : (byte)1;
        }

        if (bad.Length <= 4)
        {
            return;
        }

        // Two bins at each end keep their own state; each pass sees the result of the one before.
        var inner = bad[2..^2];
        foreach (var offset in Offsets)
        {
            bad.CopyTo(before);
            TensorPrimitives.BitwiseOr(inner, before.Slice(2 + offset, inner.Length), inner);
        }
    }
}
