using System.Collections.Immutable;

namespace QuickLook.Core.Storage.Queue;

/// <summary>The queue as the table has it.</summary>
/// <param name="Live">How many wait in the live lane.</param>
/// <param name="Backlog">How many wait in the backlog.</param>
/// <param name="First">The first of them, in order.</param>
public sealed record StoredQueue(int Live, int Backlog, ImmutableArray<WaitingProcess> First);
