namespace QuickLook.Core.Storage.Schema;

/// <summary>Why a process waits; lanes are served in this order.</summary>
public enum ProcessLane
{
    /// <summary>An exposure that has just come.</summary>
    Live,

    /// <summary>What nobody waits for: older data, and what is processed again.</summary>
    Backlog,
}
