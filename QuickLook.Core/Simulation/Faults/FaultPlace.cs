namespace QuickLook.Core.Simulation.Faults;

/// <summary>Where a kind of fault strikes.</summary>
public enum FaultPlace
{
    /// <summary>One camera; when none is named, the first of the exposure.</summary>
    Camera,

    /// <summary>All cameras of the petal that the named camera belongs to; when none is named, of the first camera's.</summary>
    Petal,

    /// <summary>Every camera of the exposure, or the one that is named.</summary>
    EveryCamera,

    /// <summary>The files as a whole; no camera can be named.</summary>
    File,
}
