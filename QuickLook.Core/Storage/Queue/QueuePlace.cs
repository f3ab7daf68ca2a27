namespace QuickLook.Core.Storage.Queue;

/// <summary>A place in the queue.</summary>
public enum QueuePlace
{
    /// <summary>Before all others of the lane.</summary>
    First,

    /// <summary>One earlier in the lane.</summary>
    Earlier,

    /// <summary>One later in the lane.</summary>
    Later,

    /// <summary>Behind all others of the lane.</summary>
    Last,

    /// <summary>Behind all others of the live lane.</summary>
    EndOfLive,

    /// <summary>Behind all others of the backlog.</summary>
    EndOfBacklog,
}
