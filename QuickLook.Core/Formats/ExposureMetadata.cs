using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>
/// The exposure keywords of a raw exposure, from the first HDU that has EXPTIME (pipeline.md 1.2). What the header does not have, or
/// has in a form that cannot be read, is null; <see cref="Faults"/> says which and why.
/// </summary>
public sealed record ExposureMetadata
{
    /// <summary>EXPID.</summary>
    public ExposureId? Exposure { get; init; }

    /// <summary>NIGHT.</summary>
    public Night? Night { get; init; }

    /// <summary>FLAVOR.</summary>
    public Flavor? Flavor { get; init; }

    /// <summary>FLAVOR as written; null when it is missing.</summary>
    public string? FlavorText { get; init; }

    /// <summary>PROGRAM; empty when it is missing.</summary>
    public ObservingProgram Program { get; init; }

    /// <summary>TILEID; null for calibrations, which have 0 or less there.</summary>
    public int? TileId { get; init; }

    /// <summary>DATE-OBS, UTC.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>EXPTIME, seconds.</summary>
    public double? ExposureTimeSeconds { get; init; }

    /// <summary>AIRMASS.</summary>
    public double? Airmass { get; init; }

    /// <summary>SEEING, FWHM in arcseconds.</summary>
    public double? SeeingArcsec { get; init; }

    /// <summary>MJD-OBS; computed from <see cref="ObservedAt"/> when only that is there.</summary>
    public Mjd? Mjd { get; init; }

    /// <summary>Right ascension of the telescope, degrees: the first of TELRA, SKYRA, TARGTRA, TILERA.</summary>
    public double? TelescopeRa { get; init; }

    /// <summary>Declination of the telescope, degrees: the first of TELDEC, SKYDEC, TARGTDEC, TILEDEC.</summary>
    public double? TelescopeDec { get; init; }

    /// <summary>One sentence per keyword that is there but cannot be read.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
