using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Queue;

/// <summary>Puts exposures that are in the table into the queue again, and keeps which process is an exposure's answer.</summary>
public sealed class ReprocessStore(QuickLookDatabase database)
{
    /// <summary>Makes a new process of an exposure, with its cameras, in one transaction.</summary>
    /// <param name="wanted">Which exposure, and how.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    /// <returns>The process, or why there is none: no such exposure, broken, or it waits or runs already.</returns>
    public async Task<Result<StoredProcess>> EnqueueAsync(RepeatedProcess wanted, CancellationToken cancellationToken)
    {
        var outcome = await database
            .TryAsync(
                async (context, token) =>
                {
                    await using var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                    var queued = await EnqueueAsync(context, wanted, token).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    return queued;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.Then(result => result);
    }

    /// <summary>Surrogate ids of exposures that were found or simulated here.</summary>
    /// <param name="night">Of this observing night; null for any.</param>
    /// <param name="exposures">Of these numbers; empty for all of the night.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<(long Id, ExposureId Exposure)>>> FindExposuresAsync(
        Night? night,
        IReadOnlyCollection<ExposureId> exposures,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var date = night?.Date;
                var numbers = exposures.Select(exposure => exposure.Number).ToList();
                var rows = await context
                    .Exposures.Where(row => row.Origin == ExposureOrigin.Local)
                    .Where(row => date == null || row.Night == date)
                    .Where(row => numbers.Count == 0 || numbers.Contains(row.Expid))
                    .OrderBy(row => row.Expid)
                    .Select(row => new { row.Id, row.Expid })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<(long, ExposureId)>)[.. rows.Select(row => (row.Id, new ExposureId(row.Expid)))];
            },
            cancellationToken
        );

    /// <summary>The number of an exposure.</summary>
    /// <param name="exposureId">Its surrogate id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number; null when there is no such exposure.</returns>
    public Task<Result<ExposureId?>> FindNumberAsync(long exposureId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var number = await context
                    .Exposures.Where(row => row.Id == exposureId)
                    .Select(row => (int?)row.Expid)
                    .SingleOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return number is { } found ? new ExposureId(found) : (ExposureId?)null;
            },
            cancellationToken
        );

    /// <summary>Makes a process its exposure's answer, or lets the newest that succeeded be it again.</summary>
    /// <param name="exposureId">Surrogate id of the exposure.</param>
    /// <param name="processId">The process; null to let the newest be it.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> PinAsync(long exposureId, long? processId, string by, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await context
                    .Exposures.Where(row => row.Id == exposureId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.PinnedProcessId, processId)
                                .SetProperty(row => row.PinnedBy, processId == null ? string.Empty : by),
                        token
                    )
                    .ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    /// <summary>The process that is an exposure's answer: the pinned one, or else the newest that has results.</summary>
    /// <param name="exposureId">Surrogate id of the exposure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The process; null when none has results.</returns>
    public Task<Result<StoredProcess?>> FindAnswerAsync(long exposureId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var row = await context
                    .Processes.Include(process => process.Exposure)
                    .Include(process => process.Cameras)
                    .AsSplitQuery()
                    .Where(process => process.ExposureId == exposureId)
                    .Where(process =>
                        process.Exposure.PinnedProcessId == process.Id
                        || process.State == RunState.Succeeded
                        || process.State == RunState.PartlyFailed
                    )
                    .OrderByDescending(process => process.Exposure.PinnedProcessId == process.Id)
                    .ThenByDescending(process => process.Id)
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return row is null ? null : ProcessRows.ToStored(row);
            },
            cancellationToken
        );

    private static async Task<Result<StoredProcess>> EnqueueAsync(
        QuickLookDbContext context,
        RepeatedProcess wanted,
        CancellationToken cancellationToken
    )
    {
        var exposure = await context
            .Exposures.AsTracking()
            .SingleOrDefaultAsync(row => row.Id == wanted.ExposureId, cancellationToken)
            .ConfigureAwait(false);
        if (exposure is null)
        {
            return new Failure($"there is no exposure with the id {wanted.ExposureId}");
        }

        if (await WhyNotAsync(context, exposure, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var cameras = exposure.Cameras.Where(camera => wanted.Cameras.Any(each => each.ToString() == camera)).ToList();
        if (cameras.Count == 0)
        {
            return new Failure(
                $"none of {string.Join(", ", wanted.Cameras)} is in its file, which has {string.Join(", ", exposure.Cameras)}"
            );
        }

        var process = context.Processes.Add(NewProcess(exposure, wanted, cameras)).Entity;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        context.Transitions.Add(
            new TransitionRow
            {
                ProcessId = process.Id,
                State = RunState.Queued,
                At = process.QueuedAt,
                Reason = $"asked for by {wanted.RequestedBy}",
            }
        );
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return ProcessRows.ToStored(process);
    }

    private static async Task<Failure?> WhyNotAsync(QuickLookDbContext context, ExposureRow exposure, CancellationToken cancellationToken)
    {
        if (exposure.Origin != ExposureOrigin.Local)
        {
            return new Failure("its results come from elsewhere; there is no raw file to process");
        }

        if (exposure.RawRemovedAt is { } removed)
        {
            return new Failure(
                string.Create(CultureInfo.InvariantCulture, $"its raw file was removed on {removed.UtcDateTime:yyyy-MM-dd}")
            );
        }

        if (exposure.Arrival == ArrivalState.Broken)
        {
            return new Failure($"its raw file is broken: {exposure.ArrivalReason}");
        }

        var unended = await context
            .Processes.Where(process =>
                process.ExposureId == exposure.Id && (process.State == RunState.Queued || process.State == RunState.Running)
            )
            .Select(process => new { process.Id, process.State })
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return unended is null
            ? null
            : new Failure($"process {unended.Id} of it {(unended.State == RunState.Queued ? "waits already" : "runs; wait for its end")}");
    }

    private static ProcessRow NewProcess(ExposureRow exposure, RepeatedProcess wanted, IEnumerable<string> cameras) =>
        new()
        {
            Exposure = exposure,
            State = RunState.Queued,
            Quality = Quality.None,
            Lane = wanted.Lane,
            QueueOrder = wanted.At.UtcTicks / TimeSpan.TicksPerMicrosecond,
            RequestedEngine = wanted.Engine,
            RequestedBy = wanted.RequestedBy,
            ExpectedCameras = [.. wanted.ExpectedCameras.Select(camera => camera.ToString())],
            ArrivedAt = wanted.At.ToUniversalTime(),
            QueuedAt = wanted.At.ToUniversalTime(),
            Cameras = [.. cameras.Select(camera => new CameraRunRow { Camera = camera, State = RunState.Queued })],
        };
}
