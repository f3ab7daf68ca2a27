namespace QuickLook.Core.Simulation.Targets;

/// <summary>What a fiber is pointed at.</summary>
internal enum TargetKind
{
    /// <summary>Nothing: the fiber is broken.</summary>
    None,

    /// <summary>Blank sky.</summary>
    Sky,

    /// <summary>Emission-line galaxy.</summary>
    Elg,

    /// <summary>Luminous red galaxy.</summary>
    Lrg,

    /// <summary>Quasar.</summary>
    Qso,

    /// <summary>Bright galaxy.</summary>
    Bgs,

    /// <summary>Star of the Milky Way survey.</summary>
    Mws,

    /// <summary>Standard star.</summary>
    Star,
}
