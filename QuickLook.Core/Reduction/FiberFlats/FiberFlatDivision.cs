using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.FiberFlats;

/// <summary>
/// Divides spectra by a fiber flat (pipeline.md 3.7). Rows are joined by fiber number where the flat knows its fibers, else row i of the flat is fiber i
/// of the petal. The flat's own noise is not propagated, as in the original.
/// </summary>
public static class FiberFlatDivision
{
    /// <summary>Divides in place.</summary>
    /// <param name="spectra">The spectra; changed. Where the flat is 0 or missing, flux and weight become 0.</param>
    /// <param name="flat">The flat.</param>
    /// <param name="note">Hears of fibers that the flat does not have.</param>
    public static void Apply(FiberSpectra spectra, FiberFlat flat, Action<ReductionNote> note)
    {
        var rows = RowsOf(flat);
        var good = new LitBins(flat.Wavelength.Length);
        var throughput = new double[spectra.Bins];
        var missing = 0;
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            if (!rows.TryGetValue(spectra.Fibers[fiber].LocalIndex, out var row))
            {
                missing++;
                spectra.Flux.Row(fiber).Clear();
                spectra.InverseVariance.Row(fiber).Clear();
                continue;
            }

            SelectGood(flat, row, good);
            if (good.Count == 0)
            {
                spectra.InverseVariance.Row(fiber).Clear();
                continue;
            }

            LinearInterpolation.Along(spectra.Wavelength.Row(fiber), good.Wavelength, good.Flux, throughput, 0, 0);
            SpectrumDivision.Divide(spectra.Flux.Row(fiber), throughput);
            SpectrumDivision.Weigh(spectra.InverseVariance.Row(fiber), throughput);
        }

        if (missing > 0)
        {
            note(new ReductionNote(NoteSeverity.Warning, $"The fiber flat lacks {missing} of {spectra.Count} fibers; they have no weight"));
        }
    }

    private static Dictionary<int, int> RowsOf(FiberFlat flat)
    {
        var rows = new Dictionary<int, int>();
        for (var row = 0; row < flat.Count; row++)
        {
            rows[flat.Fibers.IsDefaultOrEmpty ? row : flat.Fibers[row].LocalIndex] = row;
        }

        return rows;
    }

    private static void SelectGood(FiberFlat flat, int row, LitBins good)
    {
        var values = flat.Throughput.Row(row);
        var isZero = values.Contains(0f);
        if (!isZero)
        {
            good.Select(flat.Wavelength, values, flat.InverseVariance.Row(row), flat.Mask.Row(row));
            return;
        }

        // A throughput of 0 is no throughput: such a bin is left out like a masked one.
        Span<uint> bits = flat.Mask.Row(row).ToArray();
        for (var bin = 0; bin < bits.Length; bin++)
        {
            bits[bin] |= values[bin] == 0 ? 1u : 0u;
        }

        good.Select(flat.Wavelength, values, flat.InverseVariance.Row(row), bits);
    }
}
