namespace QuickLook.Core.Formats;

/// <summary>Bits of DESI_TARGET (pipeline.md 1.4). A target may have several.</summary>
public static class TargetBits
{
    /// <summary>Luminous red galaxy.</summary>
    public const long Lrg = 1L << 0;

    /// <summary>Emission-line galaxy.</summary>
    public const long Elg = 1L << 1;

    /// <summary>Quasar.</summary>
    public const long Qso = 1L << 2;

    /// <summary>Blank sky.</summary>
    public const long Sky = 1L << 32;

    /// <summary>Faint standard star.</summary>
    public const long StandardFaint = 1L << 33;

    /// <summary>White dwarf standard star.</summary>
    public const long StandardWhiteDwarf = 1L << 34;

    /// <summary>Bright standard star.</summary>
    public const long StandardBright = 1L << 35;

    /// <summary>Any standard star.</summary>
    public const long Standard = StandardFaint | StandardWhiteDwarf | StandardBright;

    /// <summary>Bright galaxy survey.</summary>
    public const long BrightGalaxy = 1L << 60;

    /// <summary>Milky Way survey.</summary>
    public const long MilkyWay = 1L << 61;
}
