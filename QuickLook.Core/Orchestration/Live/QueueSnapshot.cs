using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>The queue at one moment.</summary>
/// <param name="Live">How many processes wait in the live lane.</param>
/// <param name="Backlog">How many wait in the backlog.</param>
/// <param name="Pause">What of it rests.</param>
/// <param name="First">The first of them in the order in which they will be taken; at most <see cref="MostListed"/>.</param>
public sealed record QueueSnapshot(int Live, int Backlog, QueuePause Pause, ImmutableArray<QueuedProcess> First)
{
    /// <summary>Processes that <see cref="First"/> lists at most.</summary>
    public const int MostListed = 500;

    /// <summary>An empty queue.</summary>
    public static QueueSnapshot Empty { get; } = new(0, 0, QueuePause.None, []);

    /// <summary>How many wait in all.</summary>
    public int Count => Live + Backlog;
}
