using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Reduction.ArcLines;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The lines that the tests of a camera looked at, as its document says.</summary>
public static class DocumentMarks
{
    private const int Most = 200;
    private const double SamePlaceAngstrom = 1.5;

    /// <summary>The peaks that tests sum up (B_PEAKS, R_PEAKS, Z_PEAKS), named <c>peak</c>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="arm">The arm.</param>
    public static ImmutableArray<SpectralMark> Peaks(MergedQa document, Arm arm) =>
        [
            .. Wavelengths(document.ValuesAt("GENERAL_INFO", $"{char.ToUpperInvariant(arm.Letter())}_PEAKS"))
                .Select(wavelength => new SpectralMark(wavelength, "peak")),
        ];

    /// <summary>The lines of the lamps that were fitted (ARC_LINES), named by their wavelength; those of the list of lamps where the document has none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="arm">The arm.</param>
    public static ImmutableArray<SpectralMark> Lamps(MergedQa document, Arm arm)
    {
        var fitted = Wavelengths(document.ValuesOf("CHECK_ARC", "ARC_LINES"));
        return
        [
            .. (fitted.IsEmpty ? [.. LampLines.Of(arm)] : fitted).Select(wavelength => new SpectralMark(
                wavelength,
                wavelength.ToString("F0", CultureInfo.InvariantCulture)
            )),
        ];
    }

    /// <summary>Marks of several kinds together: of those that stand at the same place, within 1.5 Angstrom, the one that comes first.</summary>
    /// <param name="kinds">The kinds, the one that is to keep its names first.</param>
    /// <returns>Ascending.</returns>
    public static ImmutableArray<SpectralMark> Together(params IEnumerable<ImmutableArray<SpectralMark>> kinds)
    {
        var marks = new List<SpectralMark>();
        foreach (var kind in kinds)
        {
            var before = marks.Count;
            marks.AddRange(kind.Distinct().Where(mark => !marks.Take(before).Any(other => IsSamePlace(mark, other))));
        }

        return [.. marks.OrderBy(mark => mark.WavelengthAngstrom)];
    }

    private static bool IsSamePlace(SpectralMark one, SpectralMark other) =>
        Math.Abs(one.WavelengthAngstrom - other.WavelengthAngstrom) <= SamePlaceAngstrom;

    private static ImmutableArray<double> Wavelengths(ImmutableArray<double?> values) =>
        values.IsDefault ? [] : [.. values.Where(wavelength => wavelength > 0).Take(Most).Select(wavelength => wavelength!.Value)];
}
