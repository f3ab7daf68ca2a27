using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>What a limit applies to.</summary>
/// <param name="Camera">One camera, or null for all.</param>
/// <param name="Program">One program, or empty for all.</param>
public readonly record struct LimitScope(CameraId? Camera, ObservingProgram Program)
{
    /// <summary>All cameras, all programs.</summary>
    public static LimitScope General => default;
}
