namespace QuickLook.Core.Imaging;

/// <summary>How brightness goes over to colour between the limits.</summary>
public enum StretchKind
{
    /// <summary>In proportion.</summary>
    Linear,

    /// <summary>log(1000 t + 1) / log(1001), t from 0 to 1 between the limits: astropy's LogStretch and ds9's log.</summary>
    Log,

    /// <summary>asinh(10 t) / asinh(10): astropy's AsinhStretch with a = 0.1 and ds9's asinh.</summary>
    Asinh,
}
