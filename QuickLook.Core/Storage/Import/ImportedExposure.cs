using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Import;

/// <summary>An exposure that was processed elsewhere, with the one process that is to be made of it.</summary>
public sealed record ImportedExposure
{
    /// <summary>The number.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The night.</summary>
    public required Night Night { get; init; }

    /// <summary>The flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>The program; empty when the documents name none.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>When the shutter opened; null when nobody says.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Modified Julian Date under which its trend values are kept.</summary>
    public required double Mjd { get; init; }

    /// <summary>Exposure time, s.</summary>
    public double? ExposureSeconds { get; init; }

    /// <summary>Airmass.</summary>
    public double? Airmass { get; init; }

    /// <summary>Seeing, arcsec.</summary>
    public double? SeeingArcsec { get; init; }

    /// <summary>Name of the site that the results come from.</summary>
    public required string Site { get; init; }

    /// <summary>Name of the engine that computed them.</summary>
    public required string Engine { get; init; }

    /// <summary>Its version; empty when the documents do not say.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Hash of the mappings that judged; empty when the documents do not say.</summary>
    public required string MappingHash { get; init; }

    /// <summary>What happened to the process.</summary>
    public required RunState State { get; init; }

    /// <summary>Worst verdict.</summary>
    public required Quality Quality { get; init; }

    /// <summary>Why it did not succeed as a whole; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>Who imports.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Its cameras, at least one.</summary>
    public required ImmutableArray<ImportedCamera> Cameras { get; init; }
}
