namespace QuickLook.Core.Orchestration.Live;

/// <summary>Whether the pipeline takes exposures and whether it works.</summary>
public enum PipelineActivity
{
    /// <summary>Exposures are discovered and registered, but wait until somebody starts the pipeline.</summary>
    Stopped,

    /// <summary>Ready; nothing to do.</summary>
    Idle,

    /// <summary>A process runs.</summary>
    Running,

    /// <summary>Stop was asked for; running cameras are ending.</summary>
    Stopping,
}
