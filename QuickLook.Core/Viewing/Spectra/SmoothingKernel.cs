namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The shape of a smoothing.</summary>
public enum SmoothingKernel
{
    /// <summary>All bins within the width count alike.</summary>
    Box,

    /// <summary>Bins count by a Gaussian of their distance; the width is its sigma.</summary>
    Gaussian,
}
