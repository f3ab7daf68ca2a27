namespace QuickLook.Core.Simulation.Randomness;

/// <summary>What random numbers are for; each use has streams of its own, so that a change of one does not move the others.</summary>
internal enum RandomUse
{
    /// <summary>Offsets, gains and noise of amplifiers; independent of the seed.</summary>
    Electronics,

    /// <summary>Fiber throughputs; independent of the seed.</summary>
    Fibers,

    /// <summary>Hot and dead pixels; independent of the seed.</summary>
    Defects,

    /// <summary>Noise of calibration files; independent of the seed.</summary>
    Calibration,

    /// <summary>Targets of a tile.</summary>
    Targets,

    /// <summary>Small changes of the sky and of the fibers from one exposure to the next.</summary>
    Exposure,

    /// <summary>Cosmic rays of a camera.</summary>
    CosmicRays,

    /// <summary>Read noise and photon noise of a raw row.</summary>
    Pixels,
}
