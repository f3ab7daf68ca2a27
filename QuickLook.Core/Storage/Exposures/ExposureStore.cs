using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Exposures;

/// <summary>Exposures and fibermaps in the database. Every command can be repeated without harm.</summary>
public sealed class ExposureStore(QuickLookDatabase database)
{
    /// <summary>All local exposures, to compare with the disk.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<Result<IReadOnlyList<KnownExposure>>> ListKnownAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Exposures.Where(row => row.Origin == ExposureOrigin.Local)
                    .Select(row => new
                    {
                        row.Expid,
                        row.RawPath,
                        row.RawBytes,
                        row.RawModifiedAt,
                        row.Arrival,
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<KnownExposure>)
                    [
                        .. rows.Select(row => new KnownExposure(
                            new ExposureId(row.Expid),
                            new RawFileStamp(row.RawPath, row.RawBytes, row.RawModifiedAt),
                            row.Arrival
                        )),
                    ];
            },
            cancellationToken
        );

    /// <summary>Writes an exposure down and makes its process and camera runs, in one transaction.</summary>
    /// <param name="arrival">What was found.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    public Task<Result<Registration>> RegisterAsync(ExposureArrival arrival, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                var registration = await RegisterAsync(context, arrival, token).ConfigureAwait(false);
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return registration;
            },
            cancellationToken
        );

    /// <summary>Says that no further camera will come.</summary>
    /// <param name="exposureId">Surrogate id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> CloseArrivalAsync(long exposureId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await context
                    .Exposures.Where(row => row.Id == exposureId && row.Arrival == ArrivalState.Arriving)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Arrival, ArrivalState.Complete), token)
                    .ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    /// <summary>Writes down that the file of an exposure lies elsewhere now.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="file">Where and what it is now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> MoveAsync(ExposureId exposure, RawFileStamp file, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await context
                    .Exposures.Where(row => row.Origin == ExposureOrigin.Local && row.Expid == exposure.Number)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.RawPath, file.Path)
                                .SetProperty(row => row.RawBytes, file.Bytes)
                                .SetProperty(row => row.RawModifiedAt, file.ModifiedAt),
                        token
                    )
                    .ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    /// <summary>Keeps the fibermap of an exposure, in place of an earlier one.</summary>
    /// <param name="exposureId">Surrogate id of the exposure.</param>
    /// <param name="fibermap">Its columns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> SaveFibermapAsync(long exposureId, FibermapColumns fibermap, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var row = await context
                    .Fibermaps.AsTracking()
                    .SingleOrDefaultAsync(each => each.ExposureId == exposureId, token)
                    .ConfigureAwait(false);
                row ??= context.Fibermaps.Add(new FibermapRow { ExposureId = exposureId }).Entity;
                row.Path = fibermap.Path;
                row.Fiber = fibermap.Fiber;
                row.RaDegrees = fibermap.RaDegrees;
                row.DecDegrees = fibermap.DecDegrees;
                row.ObjectType = fibermap.ObjectType;
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    private static async Task<Registration> RegisterAsync(
        QuickLookDbContext context,
        ExposureArrival arrival,
        CancellationToken cancellationToken
    )
    {
        var exposure = await context
            .Exposures.AsTracking()
            .SingleOrDefaultAsync(row => row.Origin == ExposureOrigin.Local && row.Expid == arrival.Exposure.Number, cancellationToken)
            .ConfigureAwait(false);
        var latest = exposure is null
            ? null
            : await context
                .Processes.AsTracking()
                .Include(row => row.Cameras)
                .Where(row => row.ExposureId == exposure.Id)
                .OrderByDescending(row => row.Id)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
        if (exposure is not null && latest is not null)
        {
            latest.Exposure = exposure;
            var isSame = ExposureRows.StampOf(exposure) == arrival.File && exposure.Arrival == arrival.Arrival;
            if (isSame)
            {
                return new Registration(RegistrationKind.Unchanged, ProcessRows.ToStored(latest));
            }

            if (!latest.State.IsFinal())
            {
                if (
                    arrival.InitialState != RunState.Queued
                    || (latest.State == RunState.Running && exposure.Arrival != ArrivalState.Arriving)
                )
                {
                    return new Registration(RegistrationKind.Busy, ProcessRows.ToStored(latest));
                }

                ExposureRows.Fill(exposure, arrival);
                AddCameras(latest, arrival);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return new Registration(RegistrationKind.Joined, ProcessRows.ToStored(latest));
            }
        }

        exposure ??= context
            .Exposures.Add(
                new ExposureRow
                {
                    Origin = ExposureOrigin.Local,
                    Expid = arrival.Exposure.Number,
                    DiscoveredAt = arrival.At,
                }
            )
            .Entity;
        ExposureRows.Fill(exposure, arrival);
        var process = context.Processes.Add(NewProcess(exposure, arrival)).Entity;
        if (arrival.InitialState == RunState.Queued)
        {
            AddCameras(process, arrival);
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        context.Transitions.Add(
            new TransitionRow
            {
                ProcessId = process.Id,
                State = arrival.InitialState,
                At = arrival.At.ToUniversalTime(),
                Reason = arrival.Reason,
            }
        );
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new Registration(RegistrationKind.Created, ProcessRows.ToStored(process));
    }

    private static ProcessRow NewProcess(ExposureRow exposure, ExposureArrival arrival) =>
        new()
        {
            Exposure = exposure,
            State = arrival.InitialState,
            Quality = Quality.None,
            Reason = arrival.Reason,
            Lane = arrival.Lane,
            QueueOrder = arrival.At.UtcTicks / TimeSpan.TicksPerMicrosecond,
            ExpectedCameras = [.. arrival.ExpectedCameras.Select(camera => camera.ToString())],
            ArrivedAt = arrival.At,
            QueuedAt = arrival.At,
            EndedAt = arrival.InitialState.IsFinal() ? arrival.At : null,
            RequestedEngine = arrival.RequestedEngine,
            RequestedBy = arrival.RequestedBy,
        };

    private static void AddCameras(ProcessRow process, ExposureArrival arrival)
    {
        var present = process.Cameras.Select(run => run.Camera).ToHashSet(StringComparer.Ordinal);
        process.Cameras.AddRange(
            arrival
                .ProcessedCameras.Select(camera => camera.ToString())
                .Where(camera => !present.Contains(camera))
                .Select(camera => new CameraRunRow { Camera = camera, State = RunState.Queued })
        );
    }
}
