using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Documents;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Trends;

/// <summary>Values of exposures over time: of their answers, newest first.</summary>
public sealed class TrendStore(QuickLookDatabase database)
{
    private const string StatusEnding = "_STATUS";

    private const string Wanted = """
        (@first::date is null or e.night >= @first) and (@last::date is null or e.night <= @last)
           and (@flavor = '' or lower(e.flavor) = @flavor) and (@program = '' or lower(e.program) = @program)
        """;

    // Modified Julian Date of an instant: seconds since 1858-11-17 by days.
    private const string DateOfExposure = "extract(epoch from e.observed_at)::double precision / 86400 + 40587";

    private const string Exposures = $"""
        select e.id, e.expid, e.night, {AnswerSql.Process} as process_id, {DateOfExposure} as mjd
          from exposure e
         where {Wanted}
        """;

    private const string Metrics = $"""
        select a.id, a.expid, a.night, a.process_id, t.mjd, r.camera, t.values
          from ({Exposures}) a
          join camera_run r on r.process_id = a.process_id and r.camera = any(@cameras)
          join trend_value t on t.camera_run_id = r.id and t.key = @key
         order by t.mjd desc, r.camera limit @most
        """;

    private const string Tests = $"""
        select a.id, a.expid, a.night, a.process_id, a.mjd, r.camera, x.test::text
          from ({Exposures} and e.observed_at is not null) a
          join camera_run r on r.process_id = a.process_id and r.camera = any(@cameras)
          cross join lateral (select test from jsonb_array_elements(r.tests) test
                               where test ->> 'statusKey' = @key || '{StatusEnding}' or test ->> 'test' = @key limit 1) x
         order by a.mjd desc, r.camera limit @most
        """;

    // Only columns of this list are ever put into a query.
    private static readonly ImmutableDictionary<string, string> Columns = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("airmass", "airmass"),
            KeyValuePair.Create("seeing", "seeing_arcsec"),
            KeyValuePair.Create("exptime", "exposure_seconds"),
        ]
    );

    /// <summary>Keys of the values that exposures themselves have.</summary>
    public static IEnumerable<string> ExposureKeys => Columns.Keys.Order(StringComparer.Ordinal);

    /// <summary>First and last night, flavors and programs of all exposures that could be read.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<(DateOnly? First, DateOnly? Last, ImmutableArray<string> Flavors, ImmutableArray<string> Programs)>> FindSpanAsync(
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var kinds = await context
                    .Exposures.GroupBy(row => new { row.Flavor, row.Program })
                    .Select(group => new
                    {
                        group.Key.Flavor,
                        group.Key.Program,
                        First = group.Min(row => row.Night),
                        Last = group.Max(row => row.Night),
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (
                    kinds.Min(kind => (DateOnly?)kind.First),
                    kinds.Max(kind => (DateOnly?)kind.Last),
                    Named(kinds.Select(kind => kind.Flavor)),
                    Named(kinds.Select(kind => kind.Program))
                );
            },
            cancellationToken
        );

    /// <summary>A value of the exposures themselves.</summary>
    /// <param name="key">One of <see cref="ExposureKeys"/>.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newest first; a permanent failure for an unknown key.</returns>
    public async Task<Result<ImmutableArray<StoredValue>>> ListOfExposuresAsync(
        string key,
        ValueFilter filter,
        CancellationToken cancellationToken
    ) =>
        Columns.TryGetValue(key, out var column)
            ? await ReadAsync(
                    $"""
                    select e.id, e.expid, e.night, {AnswerSql.Process}, {DateOfExposure}, e.{column}
                      from exposure e
                     where {Wanted} and e.observed_at is not null and e.{column} is not null
                     order by e.observed_at desc limit @most
                    """,
                    key,
                    filter,
                    row => Value(row, camera: null, Quality.None, [row.GetDouble(5)]),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : new Failure($"exposures have no '{key}'; they have {string.Join(", ", ExposureKeys)}");

    /// <summary>A trend metric of cameras.</summary>
    /// <param name="key">Its key: <c>noise</c>; one that nobody stored has no values.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newest first.</returns>
    public Task<Result<ImmutableArray<StoredValue>>> ListMetricAsync(string key, ValueFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(
            Metrics,
            key,
            filter,
            row =>
                Value(
                    row,
                    CameraId.Parse(row.GetString(5)).Value,
                    Quality.None,
                    [.. row.GetFieldValue<double?[]>(6).Select(value => value ?? double.NaN)]
                ),
            cancellationToken
        );

    /// <summary>The key of a judged value by which <see cref="ListTestAsync"/> finds it: <c>LAMP_LEVEL</c>.</summary>
    /// <param name="statusKey">Key of its status: <c>LAMP_LEVEL_STATUS</c>.</param>
    public static string ValueOf(string statusKey) =>
        statusKey.EndsWith(StatusEnding, StringComparison.Ordinal) ? statusKey[..^StatusEnding.Length] : statusKey;

    /// <summary>A judged value of cameras.</summary>
    /// <param name="key">The value: <c>LAMP_LEVEL</c>; or the name of a test, <c>Get_RMS</c>, for the first that it judges.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newest first.</returns>
    public async Task<Result<ImmutableArray<StoredValue>>> ListTestAsync(
        string key,
        ValueFilter filter,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadAsync(
                Tests,
                key,
                filter,
                row =>
                {
                    var test = JsonColumn.ReadOne<TestRecord>(row.GetString(6));
                    return Value(row, CameraId.Parse(row.GetString(5)).Value, test.Quality, test.Numbers());
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return read.Map(values => values.RemoveAll(value => value.Values.IsEmpty));
    }

    private static ImmutableArray<string> Named(IEnumerable<string> words) =>
        [.. words.Where(word => word.Length > 0).Select(word => word.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];

    private static StoredValue Value(DbDataReader row, CameraId? camera, Quality quality, ImmutableArray<double> values) =>
        new(
            row.GetInt64(0),
            new ExposureId(row.GetInt32(1)),
            row.IsDBNull(3) ? null : row.GetInt64(3),
            new Night(row.GetFieldValue<DateOnly>(2)),
            new Mjd(row.GetDouble(4)),
            camera,
            quality,
            values
        );

    private Task<Result<ImmutableArray<StoredValue>>> ReadAsync(
        string sql,
        string key,
        ValueFilter filter,
        Func<DbDataReader, StoredValue> map,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            sql,
            [
                new NpgsqlParameter<string>("key", key),
                new NpgsqlParameter<string[]>("cameras", [.. filter.Cameras.Select(camera => camera.ToString())]),
                NightParameter.Of("first", filter.First),
                NightParameter.Of("last", filter.Last),
                new NpgsqlParameter<string>("flavor", filter.Flavor),
                new NpgsqlParameter<string>("program", filter.Program),
                new NpgsqlParameter<int>("most", filter.Most),
            ],
            map,
            cancellationToken
        );
}
