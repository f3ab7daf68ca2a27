namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>How long processes of a flavor usually take.</summary>
/// <param name="Process">Median from arrival to end; null when there are none.</param>
/// <param name="Camera">Median of one camera, start to end; null when there are none.</param>
/// <param name="Stages">Median from a camera's start to the end of the stage, by stage name.</param>
internal sealed record UsualDuration(TimeSpan? Process, TimeSpan? Camera, IReadOnlyDictionary<string, TimeSpan> Stages)
{
    /// <summary>Nothing is known.</summary>
    public static UsualDuration Unknown { get; } =
        new(Process: null, Camera: null, new Dictionary<string, TimeSpan>(StringComparer.Ordinal));
}
