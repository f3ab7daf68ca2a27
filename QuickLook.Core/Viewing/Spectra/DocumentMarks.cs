using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Reduction.ArcLines;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The lines that the tests of a camera looked at, as its document says.</summary>
public static class DocumentMarks
{
    private const int Most = 200;

    /// <summary>The peaks that tests sum up (B_PEAKS, R_PEAKS, Z_PEAKS).</summary>
    /// <param name="document">The document.</param>
    /// <param name="arm">The arm.</param>
    public static ImmutableArray<SpectralMark> Peaks(MergedQa document, Arm arm) =>
        Marks(document.ValuesAt("GENERAL_INFO", $"{char.ToUpperInvariant(arm.Letter())}_PEAKS"), "peak");

    /// <summary>The lines of the lamps that were fitted (ARC_LINES); those of the list of lamps where the document has none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="arm">The arm.</param>
    public static ImmutableArray<SpectralMark> Lamps(MergedQa document, Arm arm)
    {
        var fitted = Marks(document.ValuesOf("CHECK_ARC", "ARC_LINES"), "lamp");
        return fitted.IsEmpty ? [.. LampLines.Of(arm).ToArray().Select(line => new SpectralMark(line, "lamp"))] : fitted;
    }

    private static ImmutableArray<SpectralMark> Marks(ImmutableArray<double?> wavelengths, string label) =>
        wavelengths.IsDefault
            ? []
            :
            [
                .. wavelengths
                    .Where(wavelength => wavelength > 0)
                    .Take(Most)
                    .Select(wavelength => new SpectralMark(wavelength!.Value, label)),
            ];
}
