namespace QuickLook.Core.Orchestration.Queue;

/// <summary>Why a running camera was asked to end.</summary>
internal enum RunEnding
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>A person stopped the pipeline: the process is stopped.</summary>
    Stopped,

    /// <summary>The service ends: the process goes back to the queue.</summary>
    GivenBack,
}
