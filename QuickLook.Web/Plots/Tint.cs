namespace QuickLook.Web.Plots;

/// <summary>A colour by what it stands for. The same thing has the same colour everywhere; the theme says which.</summary>
public enum Tint
{
    /// <summary>The ink of plain data.</summary>
    Data,

    /// <summary>What is there but not spoken of: other fibers.</summary>
    Faint,

    /// <summary>The accent: what is chosen.</summary>
    Accent,

    /// <summary>A line of text's colour: models, medians.</summary>
    Strong,

    /// <summary>Amplifier A.</summary>
    AmplifierA,

    /// <summary>Amplifier B.</summary>
    AmplifierB,

    /// <summary>Amplifier C.</summary>
    AmplifierC,

    /// <summary>Amplifier D.</summary>
    AmplifierD,

    /// <summary>Arm b.</summary>
    ArmB,

    /// <summary>Arm r.</summary>
    ArmR,

    /// <summary>Arm z.</summary>
    ArmZ,

    /// <summary>Emission line galaxies.</summary>
    Elg,

    /// <summary>Luminous red galaxies.</summary>
    Lrg,

    /// <summary>Quasars.</summary>
    Qso,

    /// <summary>Stars, standards included.</summary>
    Star,

    /// <summary>Galaxies of the bright survey.</summary>
    Bgs,

    /// <summary>Stars of the Milky Way survey.</summary>
    Mws,

    /// <summary>Blank sky.</summary>
    Sky,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Alarm.</summary>
    Alarm,

    /// <summary>The first of a few things that are compared and have no colour of their own.</summary>
    First,

    /// <summary>The second of them.</summary>
    Second,

    /// <summary>The third of them.</summary>
    Third,

    /// <summary>The fourth of them.</summary>
    Fourth,

    /// <summary>The fifth of them.</summary>
    Fifth,

    /// <summary>The sixth of them.</summary>
    Sixth,

    /// <summary>The seventh of them.</summary>
    Seventh,

    /// <summary>The eighth of them.</summary>
    Eighth,

    /// <summary>The ninth of them.</summary>
    Ninth,

    /// <summary>The tenth of them.</summary>
    Tenth,
}
