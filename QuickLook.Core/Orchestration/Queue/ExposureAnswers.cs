using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Queue;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Keeps the links <c>OUT/exposures/NIGHT/EXPID8</c> at each exposure's answer: the pinned process, or else the newest that has results.
/// </summary>
internal sealed class ExposureAnswers(ReprocessStore store, RunFolders folders, ProcessTracker tracker, ILogger<ExposureAnswers> logger)
{
    private const int ProcessesRepaired = 50;

    private volatile Task last = Task.CompletedTask;

    /// <summary>Completes when the links of all that has ended so far are made.</summary>
    public Task Settled => last;

    /// <summary>A process has ended with results: it is the answer unless another one is pinned.</summary>
    public void Ended(StoredProcess process)
    {
        // Reported on the tracker's thread, one after the other: links of one exposure must not overtake each other.
        last = last.ContinueWith(_ => PointAsync(process), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .Unwrap();
    }

    /// <summary>Makes the links that a service which was killed has not made any more.</summary>
    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        var ended = await store.ListLastEndedAsync(ProcessesRepaired, cancellationToken).ConfigureAwait(false);
        foreach (var exposureId in ended.IsSuccess ? ended.Value : [])
        {
            if ((await RefreshAsync(exposureId, cancellationToken).ConfigureAwait(false)).Failure is { } failure)
            {
                logger.LogWarning("The link of exposure id {Exposure} was not checked: {Failure}", exposureId, failure);
            }
        }
    }

    /// <summary>Points the link at the answer that the table gives.</summary>
    /// <param name="exposureId">Surrogate id of the exposure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Done>> RefreshAsync(long exposureId, CancellationToken cancellationToken)
    {
        var answer = await store.FindAnswerAsync(exposureId, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } unread)
        {
            return unread;
        }

        return answer.Value is { } process ? folders.PointAt(process) : Done.Value;
    }

    private async Task PointAsync(StoredProcess process)
    {
        try
        {
            var answer = await store.FindAnswerAsync(process.Exposure.Id, CancellationToken.None).ConfigureAwait(false);

            // The table may not know yet that this process has ended, or not answer at all; a pin is what counts there.
            var pinned = answer.IsSuccess && answer.Value is { } found && found.Exposure.PinnedProcess == found.Id ? found : process;
            if (folders.PointAt(pinned).Failure is { } failure)
            {
                tracker.Tell(RunLogLevel.Warning, $"Process {process.Id}: {failure}");
            }
        }
        catch (Exception bug)
        {
            // The edge of a background task: the link of one exposure must not end the following of all others.
            logger.LogError(bug, "The link to process {Process} could not be made", process.Id);
        }
    }
}
