using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Documents;

namespace QuickLook.Core.Storage.Survey;

/// <summary>Science exposures as the survey sees them: pointings, types of objects, verdicts of cameras.</summary>
public sealed class SurveyStore(QuickLookDatabase database)
{
    // Arrays of some hundred exposures at once: a few megabytes on the way.
    private const int Batch = 200;

    // Versions are the transactions that wrote the rows: no column has to be kept for them.
    private const string Pointings = $"""
        select e.id, e.expid, e.night, lower(e.program), e.tile, e.telescope_ra_degrees, e.telescope_dec_degrees, e.cameras,
               p.id, p.quality, p.xmin::text::bigint, f.xmin::text::bigint
          from exposure e
          left join process p on p.id = {AnswerSql.Process}
          left join fibermap f on f.exposure_id = e.id
         where lower(e.flavor) = 'science'
           and (@first::date is null or e.night >= @first) and (@last::date is null or e.night <= @last)
           and (@program = '' or lower(e.program) = @program)
         order by e.night desc, e.observed_at desc nulls last, e.id desc limit @most
        """;

    private const string Programs =
        "select lower(program), min(night), max(night) from exposure where lower(flavor) = 'science' group by 1 order by 1";

    // Arrays of 5000 words as they are sent: to make texts of them takes ten times as long as to count them.
    private const string Types =
        "select exposure_id, array_send(fiber), array_send(object_type) from fibermap where exposure_id = any(@ids)";

    private const string Verdicts = """
        select r.process_id, r.camera, jsonb_path_query_first(r.tests, '$[*] ? (@.statusKey == $key).quality', jsonb_build_object('key', @key::text)) #>> '{}'
          from camera_run r
         where r.process_id = any(@ids)
        """;

    /// <summary>Science exposures in order of time.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Oldest first; the newest when there are more than wanted.</returns>
    public async Task<Result<ImmutableArray<StoredPointing>>> ListAsync(PointingFilter filter, CancellationToken cancellationToken)
    {
        var read = await database
            .ReadAsync(
                Pointings,
                [
                    NightParameter.Of("first", filter.First),
                    NightParameter.Of("last", filter.Last),
                    new NpgsqlParameter<string>("program", filter.Program),
                    new NpgsqlParameter<int>("most", filter.Most),
                ],
                Pointing,
                cancellationToken
            )
            .ConfigureAwait(false);
        return read.Map(rows => ImmutableArray.CreateRange(rows.Reverse()));
    }

    /// <summary>Programs and nights of all science exposures.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By program, lower case, in order; an empty text for exposures that have none.</returns>
    public Task<Result<ImmutableArray<ProgramNights>>> ListProgramsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            Programs,
            [],
            row => new ProgramNights(
                row.GetString(0),
                new Night(row.GetFieldValue<DateOnly>(1)),
                new Night(row.GetFieldValue<DateOnly>(2))
            ),
            cancellationToken
        );

    /// <summary>How many fibers of each petal were on each type of object.</summary>
    /// <param name="exposures">Keys of exposures; those without a fibermap are left out of the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<ImmutableDictionary<long, ImmutableArray<FiberTypeCount>>>> CountTypesAsync(
        IReadOnlyCollection<long> exposures,
        CancellationToken cancellationToken
    )
    {
        var counts = ImmutableDictionary.CreateBuilder<long, ImmutableArray<FiberTypeCount>>();
        foreach (var some in exposures.Chunk(Batch))
        {
            var read = await database
                .ReadAsync(
                    Types,
                    [new NpgsqlParameter<long[]>("ids", some)],
                    row =>
                        KeyValuePair.Create(
                            row.GetInt64(0),
                            FiberTypeCounts.Of(row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!read.TryGet(out var rows, out var failure))
            {
                return failure;
            }

            counts.AddRange(rows);
        }

        return counts.ToImmutable();
    }

    /// <summary>The verdict of a test in each camera of processes.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="statusKey">Key of the test's status: <c>PEAKCOUNT_STATUS</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By process and camera; cameras in which the test left nothing are not there.</returns>
    public async Task<Result<ImmutableDictionary<long, ImmutableDictionary<CameraId, Quality>>>> ListVerdictsAsync(
        IReadOnlyCollection<long> processes,
        string statusKey,
        CancellationToken cancellationToken
    )
    {
        var verdicts = ImmutableDictionary.CreateBuilder<long, ImmutableDictionary<CameraId, Quality>>();
        foreach (var some in processes.Chunk(Batch))
        {
            var read = await database
                .ReadAsync(
                    Verdicts,
                    [new NpgsqlParameter<long[]>("ids", some), new NpgsqlParameter<string>("key", statusKey)],
                    row => (Process: row.GetInt64(0), Camera: CameraId.Parse(row.GetString(1)).Value, Quality: QualityAt(row, 2)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!read.TryGet(out var rows, out var failure))
            {
                return failure;
            }

            verdicts.AddRange(
                rows.Where(row => row.Quality != Quality.None)
                    .GroupBy(row => row.Process)
                    .Select(group => KeyValuePair.Create(group.Key, group.ToImmutableDictionary(row => row.Camera, row => row.Quality)))
            );
        }

        return verdicts.ToImmutable();
    }

    private static StoredPointing Pointing(DbDataReader row) =>
        new(
            row.GetInt64(0),
            new ExposureId(row.GetInt32(1)),
            new Night(row.GetFieldValue<DateOnly>(2)),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetInt32(4),
            row.IsDBNull(5) ? double.NaN : row.GetDouble(5),
            row.IsDBNull(6) ? double.NaN : row.GetDouble(6),
            [.. row.GetFieldValue<string[]>(7).Select(camera => CameraId.Parse(camera).Value)],
            row.IsDBNull(8) ? null : row.GetInt64(8),
            QualityAt(row, 9),
            row.IsDBNull(10) ? 0 : row.GetInt64(10),
            row.IsDBNull(11) ? null : row.GetInt64(11)
        );

    // A word that a later version wrote is a verdict that this one does not know.
    private static Quality QualityAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? Quality.None
        : Enum.TryParse<Quality>(row.GetString(column).Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var word)
            ? word
        : Quality.Unknown;
}
