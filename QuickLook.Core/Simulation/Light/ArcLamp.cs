namespace QuickLook.Core.Simulation.Light;

/// <summary>A gas-discharge lamp of the calibration screen.</summary>
internal enum ArcLamp
{
    /// <summary>Mercury.</summary>
    Mercury,

    /// <summary>Cadmium.</summary>
    Cadmium,

    /// <summary>Argon.</summary>
    Argon,

    /// <summary>Neon.</summary>
    Neon,

    /// <summary>Krypton; not among the usual ones, since its lines are not used for the widths.</summary>
    Krypton,

    /// <summary>Xenon; as krypton.</summary>
    Xenon,
}
