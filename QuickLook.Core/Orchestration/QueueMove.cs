namespace QuickLook.Core.Orchestration;

/// <summary>Where a waiting process is to go.</summary>
public enum QueueMove
{
    /// <summary>Before all others of its lane.</summary>
    First,

    /// <summary>One place earlier in its lane.</summary>
    Earlier,

    /// <summary>One place later in its lane.</summary>
    Later,

    /// <summary>Behind all others of its lane.</summary>
    Last,

    /// <summary>To the end of the live lane.</summary>
    ToLive,

    /// <summary>To the end of the backlog.</summary>
    ToBacklog,
}
