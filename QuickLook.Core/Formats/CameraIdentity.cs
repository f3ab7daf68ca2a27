using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>What the merged header of a camera's HDU says it is. Null for a keyword that is missing or cannot be read.</summary>
public sealed record CameraIdentity
{
    /// <summary>CAMERA.</summary>
    public CameraId? Camera { get; init; }

    /// <summary>EXPID.</summary>
    public ExposureId? Exposure { get; init; }

    /// <summary>NIGHT.</summary>
    public Night? Night { get; init; }

    /// <summary>FLAVOR.</summary>
    public Flavor? Flavor { get; init; }

    /// <summary>DETECTOR, serial number of the CCD; <c>SIM</c> in simulations.</summary>
    public string? Detector { get; init; }

    /// <summary>SPECID, serial number of the spectrograph's hardware.</summary>
    public int? SpectrographHardware { get; init; }

    /// <summary>CCDCFG, the readout configuration.</summary>
    public string? ReadoutConfiguration { get; init; }

    /// <summary>CCDTMING, the readout timing.</summary>
    public string? ReadoutTiming { get; init; }

    /// <summary>DOSVER, version of the observatory control system.</summary>
    public string? ControlSystemVersion { get; init; }

    /// <summary>FEEVER, version of the front-end electronics.</summary>
    public string? FrontEndVersion { get; init; }

    /// <summary>Version of the package <c>desispec</c> that the header names (<c>DEPNAMnn</c> / <c>DEPVERnn</c>).</summary>
    public string? DesispecVersion { get; init; }
}
