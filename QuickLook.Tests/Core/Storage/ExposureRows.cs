using System.Globalization;
using Npgsql;

namespace QuickLook.Tests.Core.Storage;

/// <summary>Writes rows of exposures and their results as the service would have written them, many at once.</summary>
public sealed class ExposureRows(NpgsqlDataSource source)
{
    /// <summary>
    /// Writes exposures with one process each, ten minutes apart from 2026-11-01T18:00Z on: number, process and night follow from each other, and each
    /// camera has a bias and a noise that grow by one in the last place from exposure to exposure.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="cameras">Cameras of each: <c>'{b0,r0}'</c>.</param>
    /// <param name="first">Number of the first exposure, and key of its process.</param>
    public Task AddAsync(int count, string cameras, int first = 100) =>
        RunAsync(
            $$"""
            with taken as (
              insert into exposure (origin, expid, night, folder_night, flavor, program, tile, observed_at, exposure_seconds, airmass, seeing_arcsec,
                                    telescope_ra_degrees, telescope_dec_degrees, cameras, raw_path, raw_bytes, raw_modified_at, arrival, arrival_reason,
                                    discovered_at, pinned_by)
              select 'local', {{first}} + n, date '2026-11-01' + n / 60, date '2026-11-01' + n / 60, case when n % 10 = 9 then 'zero' else 'SCIENCE' end,
                     case when n % 10 = 9 then '' when n % 2 = 0 then 'DARK' else 'bright' end, 1000 + n % 50,
                     timestamptz '2026-11-01T18:00Z' + n * interval '10 minutes', 900, 1 + (n % 50) * 0.01, 0.9, (n * 7) % 360, (n % 60) - 10,
                     '{{cameras}}', '', 0, now(), 'complete', '', now(), ''
                from generate_series(0, {{count}} - 1) n
              returning id, expid),
            made as (
              insert into process (id, exposure_id, state, quality, reason, engine, engine_version, mapping_hash, requested_engine, configuration,
                                   imported_from, lane, queue_order, expected_cameras, arrived_at, queued_at, requested_by)
              select expid, id, 'succeeded', 'normal', '', 'native', '1', '', '', '', '', 0, expid, '{}', now(), now(), '' from taken
              returning id),
            ran as (
              insert into camera_run (process_id, camera, attempt, failures, state, quality, reason, failed_step, log_path, stages, tests)
              select id, camera, 1, 0, 'succeeded', 'normal', '', '', '', '[]',
                     jsonb_build_array(jsonb_build_object('test', 'Get_RMS', 'statusKey', 'NOISE_AMP_STATUS', 'quality',
                       case when id % 7 = 0 then 'warning' else 'normal' end, 'limits', '', 'value', jsonb_build_array(2.5, 'NaN', 2.7, 2.8)))
                from made, unnest('{{cameras}}'::text[]) camera
              returning id, process_id, camera)
            insert into trend_value (camera_run_id, key, camera, mjd, values)
            select ran.id, key, ran.camera, 60980.75 + (process_id - {{first}}) / 144.0,
                   array[1000 + process_id, 1001 + process_id, null, 1003 + process_id]
              from ran, unnest(array['bias', 'noise']) key
            """
        );

    /// <summary>Runs a statement.</summary>
    public async Task RunAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What a query gives.</summary>
    public async Task<string> ReadAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
