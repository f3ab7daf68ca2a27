using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Documents;

/// <summary>Merged documents, fibermaps, and what lies before and after an exposure.</summary>
public sealed class DocumentStore(QuickLookDatabase database)
{
    private const string AnswerOrLatest = $"coalesce({AnswerSql.Process}, (select max(p.id) from process p where p.exposure_id = e.id))";

    // A document of an attempt before the present one is none: its camera runs again.
    private const string OfProcess = """
        select r.id, r.camera, r.attempt, d.xmin::text::bigint, d.plain_bytes
          from camera_run r join merged_document d on d.camera_run_id = r.id
         where r.process_id = @process and r.state not in ('queued', 'running')
        """;

    private const string Bodies = """
        select camera_run_id, xmin::text::bigint, body from merged_document where camera_run_id = any(@runs) and octet_length(body) <= @most
        """;

    private const string Beside = $"""
        with this as (select x.origin, x.expid from process y join exposure x on x.id = y.exposure_id where y.id = @process)
        (select {AnswerOrLatest}, e.expid, true
           from exposure e, this
          where e.origin = this.origin and e.expid < this.expid and exists (select from process p where p.exposure_id = e.id)
          order by e.expid desc limit 1)
        union all
        (select {AnswerOrLatest}, e.expid, false
           from exposure e, this
          where e.origin = this.origin and e.expid > this.expid and exists (select from process p where p.exposure_id = e.id)
          order by e.expid limit 1)
        """;

    // Back through the index of (origin, expid) until there are enough: what it costs does not grow with the past. The first limit bounds the search for a
    // camera that was away.
    private const string Before = $"""
        select a.process_id, a.expid, a.observed_at, r.tests::text
          from ((select e.expid, e.observed_at, {AnswerSql.Process} as process_id
                   from exposure e
                  where e.origin = @origin and e.expid < @expid and e.flavor = @flavor and e.program = @program
                  order by e.expid desc limit @most)
                union all
                (select e.expid, e.observed_at, {AnswerSql.Process} as process_id
                   from exposure e
                  where @simulated and e.origin = 'simulated' and e.expid < @expid and e.flavor = @flavor and e.program = @program
                  order by e.expid desc limit @most)) a
          join lateral (select tests from camera_run where process_id = a.process_id and camera = @camera offset 0) r on true
         order by a.expid desc limit @count
        """;

    // Exposures that are looked at for each one that is wanted.
    private const int Patience = 4;

    /// <summary>The newest process that has results; an own one before those that were imported.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<long?>> FindLatestAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var ended = context.Processes.Where(row => row.State == RunState.Succeeded || row.State == RunState.PartlyFailed);
                return await ended.Where(row => row.ImportedFrom == "").MaxAsync(row => (long?)row.Id, token).ConfigureAwait(false)
                    ?? await ended.MaxAsync(row => (long?)row.Id, token).ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>The documents of a process; none of a camera that waits or runs, whatever an attempt before has left.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<ImmutableArray<StoredDocument>>> ListAsync(long processId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            OfProcess,
            [new NpgsqlParameter<long>("process", processId)],
            row => new StoredDocument(
                row.GetInt64(0),
                CameraId.Parse(row.GetString(1)).Value,
                row.GetInt32(2),
                row.GetInt64(3),
                row.GetInt32(4)
            ),
            cancellationToken
        );

    /// <summary>Bodies of documents, gzip; those that were written again or removed in the meantime are missing.</summary>
    /// <param name="documents">Which.</param>
    /// <param name="mostBytes">A body that is larger is missing too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<ImmutableDictionary<StoredDocument, byte[]>>> ReadBodiesAsync(
        IReadOnlyCollection<StoredDocument> documents,
        int mostBytes,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .ReadAsync(
                Bodies,
                [
                    new NpgsqlParameter<long[]>("runs", [.. documents.Select(document => document.RunId)]),
                    new NpgsqlParameter<int>("most", mostBytes),
                ],
                row => (Run: row.GetInt64(0), Version: row.GetInt64(1), Body: row.GetFieldValue<byte[]>(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.Map(found =>
            documents
                .Join(
                    found,
                    document => (document.RunId, document.Version),
                    row => (row.Run, row.Version),
                    (document, row) => KeyValuePair.Create(document, row.Body)
                )
                .ToImmutableDictionary()
        );
    }

    /// <summary>The fibermap of the exposure of a process; null when it has none.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<StoredFibers?>> FindFibersAsync(long processId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var row = await context
                    .Processes.Where(process => process.Id == processId)
                    .Join(context.Fibermaps, process => process.ExposureId, fibermap => fibermap.ExposureId, (_, fibermap) => fibermap)
                    .SingleOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return row is null ? null : new StoredFibers([.. row.Fiber], [.. row.RaDegrees], [.. row.DecDegrees], [.. row.ObjectType]);
            },
            cancellationToken
        );

    /// <summary>The exposures before and after that of a process that have processes, by number within the same origin.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<(StoredNeighbour? Before, StoredNeighbour? After)>> FindNeighboursAsync(
        long processId,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .ReadAsync(
                Beside,
                [new NpgsqlParameter<long>("process", processId)],
                row =>
                    (
                        Neighbour: (StoredNeighbour?)new StoredNeighbour(row.GetInt64(0), new ExposureId(row.GetInt32(1))),
                        IsBefore: row.GetBoolean(2)
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.Map(both =>
            (Before: both.FirstOrDefault(row => row.IsBefore).Neighbour, After: both.FirstOrDefault(row => !row.IsBefore).Neighbour)
        );
    }

    /// <summary>A camera in earlier exposures of the same origin, flavor and program, as their answers have it.</summary>
    /// <param name="processId">The process that they come before.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="count">How many at most; no more than four times as many exposures are looked at.</param>
    /// <param name="withSimulated">True when simulated exposures count as well, whatever the origin of this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newest first; none for a process that does not exist.</returns>
    public async Task<Result<ImmutableArray<StoredPast>>> ListPastAsync(
        long processId,
        CameraId camera,
        int count,
        bool withSimulated,
        CancellationToken cancellationToken
    )
    {
        var found = await database
            .TryAsync(
                (context, token) =>
                    context
                        .Processes.Where(process => process.Id == processId)
                        .Select(process => new
                        {
                            process.Exposure.Origin,
                            process.Exposure.Expid,
                            process.Exposure.Flavor,
                            process.Exposure.Program,
                        })
                        .SingleOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!found.TryGet(out var exposure, out var failure) || exposure is null)
        {
            return failure is null ? ImmutableArray<StoredPast>.Empty : failure;
        }

        return await database
            .ReadAsync(
                Before,
                [
                    new NpgsqlParameter<string>("origin", Words.Of(exposure.Origin)),
                    new NpgsqlParameter<int>("expid", exposure.Expid),
                    new NpgsqlParameter<string>("flavor", exposure.Flavor),
                    new NpgsqlParameter<string>("program", exposure.Program),
                    new NpgsqlParameter<bool>("simulated", withSimulated && exposure.Origin != ExposureOrigin.Simulated),
                    new NpgsqlParameter<string>("camera", camera.ToString()),
                    new NpgsqlParameter<int>("most", Patience * count),
                    new NpgsqlParameter<int>("count", count),
                ],
                row => new StoredPast(
                    row.GetInt64(0),
                    new ExposureId(row.GetInt32(1)),
                    row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
                    [.. JsonColumn.Read<TestRecord>(row.GetString(3))]
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
