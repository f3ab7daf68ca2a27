namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>What a view of the whole focal plane shows.</summary>
public enum PlaneKind
{
    /// <summary>Fibers with and without signal, or any other metric by fiber.</summary>
    Fibers,

    /// <summary>Widths of lines.</summary>
    Focus,

    /// <summary>Residuals of the signal to noise.</summary>
    Snr,
}
