namespace QuickLook.Core.Viewing.Ccd;

/// <summary>What is shown of a camera.</summary>
public enum CcdImageKind
{
    /// <summary>The whole readout as it is on disk, ADU, prescan and overscan included.</summary>
    Raw,

    /// <summary>Overscan removed, trimmed, in electrons, as the spectra are extracted from it: masked pixels are 0.</summary>
    Preprocessed,
}
