using System.Collections.Immutable;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>
/// Bright emission lines of the night sky, to find one's way in a spectrum. Wavelengths are those of Osterbrock et al. 1996 (PASP 108, 277) and of the usual lists of
/// sky lines, in vacuum as all wavelengths here are; blends are given at the place of their peak.
/// </summary>
public static class NightSkyLines
{
    /// <summary>The lines, ascending.</summary>
    public static ImmutableArray<SpectralMark> All { get; } =
    [
        new(3914.4, "N2+"),
        new(4047.71, "Hg"),
        new(4359.56, "Hg"),
        new(5200.3, "[N I]"),
        new(5462.27, "Hg"),
        new(5578.89, "[O I]"),
        new(5891.58, "Na D"),
        new(5897.56, "Na D"),
        new(6302.05, "[O I]"),
        new(6365.54, "[O I]"),
        new(6865.85, "OH"),
        new(7278.41, "OH"),
        new(7342.91, "OH"),
        new(7752.77, "OH"),
        new(7796.26, "OH"),
        new(7823.65, "OH"),
        new(7915.89, "OH"),
        new(7966.84, "OH"),
        new(7995.53, "OH"),
        new(8346.9, "OH"),
        new(8401.48, "OH"),
        new(8432.49, "OH"),
        new(8467.68, "OH"),
        new(8829.52, "OH"),
        new(8888.29, "OH"),
        new(8922.06, "OH"),
        new(9378.53, "OH"),
        new(9442.25, "OH"),
    ];
}
