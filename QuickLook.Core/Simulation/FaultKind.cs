namespace QuickLook.Core.Simulation;

/// <summary>What can be made to go wrong.</summary>
public enum FaultKind
{
    /// <summary>An amplifier reads no signal: a constant level without noise.</summary>
    DeadAmplifier,

    /// <summary>Two amplifiers' cables are swapped: their pixels stand in each other's place.</summary>
    SwappedAmplifiers,

    /// <summary>The bias level of an amplifier jumps during the read-out.</summary>
    BiasJump,

    /// <summary>The read noise of an amplifier rises.</summary>
    ReadNoiseRise,

    /// <summary>An interference pattern lies over a camera.</summary>
    PatternNoise,

    /// <summary>Light from outside falls on all CCDs.</summary>
    LightLeak,

    /// <summary>The shutter does not open.</summary>
    ShutterClosed,

    /// <summary>Another arc lamp burns than was asked for.</summary>
    WrongLamp,

    /// <summary>A lamp is much fainter than usual.</summary>
    WeakLamp,

    /// <summary>The spectra moved on the CCD.</summary>
    TraceShift,

    /// <summary>A camera is out of focus.</summary>
    Defocus,

    /// <summary>Some fibers pass no light.</summary>
    BrokenFibers,

    /// <summary>All cameras of a petal are missing from the file.</summary>
    MissingPetal,

    /// <summary>A cloud dims targets and standard stars.</summary>
    Cloud,

    /// <summary>The moon brightens the sky.</summary>
    Moonlight,

    /// <summary>Far too much light: pixels saturate.</summary>
    Saturation,

    /// <summary>The header names another night than the folder.</summary>
    WrongNight,

    /// <summary>The raw file ends too early.</summary>
    TruncatedFile,

    /// <summary>A camera is missing from the file.</summary>
    MissingCamera,

    /// <summary>There is no fibermap.</summary>
    MissingFibermap,

    /// <summary>A CCD is warm: much dark current.</summary>
    WarmCcd,

    /// <summary>The sky spectrum has no emission lines.</summary>
    MissingSkyLines,
}
