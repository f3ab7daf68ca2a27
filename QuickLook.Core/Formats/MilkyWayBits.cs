namespace QuickLook.Core.Formats;

/// <summary>Bits of MWS_TARGET that say something about standard stars; numbers as in the survey's public targeting masks (targetmask.yaml).</summary>
public static class MilkyWayBits
{
    /// <summary>Faint standard star chosen from Gaia alone (GAIA_STD_FAINT).</summary>
    public const long GaiaStandardFaint = 1L << 33;

    /// <summary>Bright standard star chosen from Gaia alone (GAIA_STD_BRIGHT).</summary>
    public const long GaiaStandardBright = 1L << 35;
}
