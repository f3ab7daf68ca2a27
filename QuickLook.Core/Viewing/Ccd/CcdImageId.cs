using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Which image.</summary>
/// <param name="ProcessId">The process, which names the exposure.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Kind">What is shown of it.</param>
public readonly record struct CcdImageId(long ProcessId, CameraId Camera, CcdImageKind Kind)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind.Name()} image of {Camera} in process {ProcessId}";
}
