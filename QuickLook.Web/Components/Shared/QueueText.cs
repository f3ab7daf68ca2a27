using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared;

/// <summary>How much waits, in a few words.</summary>
public static class QueueText
{
    /// <summary><c>3 live, 97 backlog</c>; what is empty is left out.</summary>
    /// <param name="queue">The queue.</param>
    public static string Of(QueueSnapshot queue) =>
        (queue.Live, queue.Backlog) switch
        {
            (0, 0) => "empty",
            (var live, 0) => $"{live} live",
            (0, var backlog) => $"{backlog} backlog",
            var (live, backlog) => $"{live} live, {backlog} backlog",
        };

    /// <summary>What of it rests; null when nothing does.</summary>
    /// <param name="pause">What rests.</param>
    public static string? Of(QueuePause pause) =>
        pause switch
        {
            QueuePause.Everything => "paused",
            QueuePause.Backlog => "backlog paused",
            _ => null,
        };
}
