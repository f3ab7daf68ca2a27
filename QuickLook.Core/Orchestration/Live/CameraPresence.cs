namespace QuickLook.Core.Orchestration.Live;

/// <summary>Whether a camera takes part in an exposure.</summary>
public enum CameraPresence
{
    /// <summary>Its HDU is in the raw file.</summary>
    Present,

    /// <summary>Expected, but not in the raw file.</summary>
    Missing,

    /// <summary>Not expected: not installed or switched off in the configuration.</summary>
    AbsentByDesign,
}
