namespace QuickLook.Core.Orchestration.Live;

/// <summary>What of the queue rests: nothing new of it is begun, what runs goes on to its end.</summary>
public enum QueuePause
{
    /// <summary>Nothing rests.</summary>
    None,

    /// <summary>The backlog rests; live exposures go on.</summary>
    Backlog,

    /// <summary>Everything rests.</summary>
    Everything,
}
