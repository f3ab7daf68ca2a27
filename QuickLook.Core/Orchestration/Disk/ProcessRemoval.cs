using System.Globalization;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Retention;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Removes files of one process, after asking again whether they may be; used by people's clearing and by retention, one at a time.</summary>
internal sealed class ProcessRemoval(RunDisk disk, RetentionStore store, WorkBoard board, AnswerLinks links, TimeProvider time)
    : IDisposable
{
    /// <summary>Held while anything is removed: two at once would count each other's files.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <inheritdoc/>
    public void Dispose() => Turn.Dispose();

    /// <summary>Why nothing of a process may be removed; null when it may.</summary>
    /// <param name="process">The process; null when the table does not know it.</param>
    public string? RefusalOf(HeldProcess? process) =>
        process switch
        {
            null => "the database does not know this process",
            { ImportedFrom.Length: > 0 } => $"it was imported from {process.ImportedFrom}",
            // The board knows first; the table follows.
            { State: RunState.Running } => "it is being processed",
            _ when board.Active.Contains(process.Id) => "it is being processed",
            { State: RunState.Queued } => "it waits to be processed",
            { IsPinned: true } => process.PinnedBy.Length > 0
                ? $"{process.PinnedBy} made it the answer of its exposure"
                : "it was made the answer of its exposure",
            { Comments: > 0 } => process.Comments == 1
                ? "somebody commented on it"
                : string.Create(CultureInfo.InvariantCulture, $"it has {process.Comments} comments"),
            _ => null,
        };

    /// <summary>Removes files of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="products">Its products and documents.</param>
    /// <param name="logs">Its run logs.</param>
    /// <param name="isAsShown">Whether what lies there is what was shown; the process is left alone when it is not. Null for whatever lies there.</param>
    /// <param name="cancellationToken">Gives up before anything is removed, not in the middle.</param>
    /// <returns>What was removed, or why nothing was.</returns>
    public async Task<Result<RunFiles>> RemoveAsync(
        long processId,
        bool products,
        bool logs,
        Func<RunFiles, bool>? isAsShown,
        CancellationToken cancellationToken
    )
    {
        var found = await store.FindAsync([processId], cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var known, out var unasked))
        {
            return unasked;
        }

        var process = known.GetValueOrDefault(processId);
        if (RefusalOf(process) is { } refusal)
        {
            return new Failure(refusal);
        }

        if (isAsShown is not null)
        {
            var measured = disk.Measure(processId, cancellationToken).Map(files => files.Of(products, logs));
            if (!measured.TryGet(out var there, out var unmeasured))
            {
                return unmeasured;
            }

            if (!isAsShown(there))
            {
                return new Failure("its files have changed since they were listed");
            }
        }

        var removed = disk.Remove(processId, products, logs);
        if (removed.IsSuccess)
        {
            var marked = await store
                .MarkRemovedAsync(processId, products, logs, time.GetUtcNow(), CancellationToken.None)
                .ConfigureAwait(false);
            var mended = marked.IsSuccess ? await links.MendAsync(process!, CancellationToken.None).ConfigureAwait(false) : marked;
            if (mended.Failure is { } failure)
            {
                return failure;
            }
        }

        return removed;
    }
}
