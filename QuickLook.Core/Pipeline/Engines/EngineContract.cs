namespace QuickLook.Core.Pipeline.Engines;

/// <summary>Which version of desi_quicklook's contract a program keeps: what it expects where (pipeline.md 1.1 and 1.3).</summary>
public enum EngineContract
{
    /// <summary>The mountain's, desispec 0.27: fibermap beside the raw file, <c>DESI_CCD_CALIBRATION_DATA</c>.</summary>
    Desispec027,

    /// <summary>The last one, desispec 0.68: fibermap in the production's preproc folder, <c>DESI_SPECTRO_CALIB</c>.</summary>
    Desispec068,
}
