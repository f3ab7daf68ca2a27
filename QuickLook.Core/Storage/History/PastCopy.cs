using Npgsql;
using NpgsqlTypes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.History;

/// <summary>Copies a part of the past into the tables in PostgreSQL's binary form, table after table.</summary>
internal sealed class PastCopy(
    NpgsqlConnection connection,
    IReadOnlyList<PastExposure> exposures,
    PastIds ids,
    CancellationToken cancellationToken
)
{
    private const string Doubles = "double precision[]";
    private const string Texts = "text[]";
    private const string Integers = "integer[]";

    private readonly string complete = Words.Of(ArrivalState.Complete);
    private readonly string broken = Words.Of(ArrivalState.Broken);

    public async Task WriteAsync()
    {
        await CopyAsync(
                "exposure (id, origin, expid, night, folder_night, flavor, program, tile, observed_at, exposure_seconds, airmass, seeing_arcsec, "
                    + "telescope_ra_degrees, telescope_dec_degrees, cameras, raw_path, raw_bytes, raw_modified_at, arrival, arrival_reason, discovered_at)",
                ExposuresAsync
            )
            .ConfigureAwait(false);
        await CopyAsync("fibermap (exposure_id, path, fiber, ra_degrees, dec_degrees, object_type)", FibermapsAsync).ConfigureAwait(false);
        await CopyAsync(
                "process (id, exposure_id, state, quality, reason, engine, engine_version, mapping_hash, lane, queue_order, expected_cameras, "
                    + "arrived_at, queued_at, started_at, ended_at, requested_by)",
                ProcessesAsync
            )
            .ConfigureAwait(false);
        await CopyAsync(
                "camera_run (id, process_id, camera, attempt, state, quality, reason, failed_step, started_at, ended_at, log_path, stages, tests)",
                CameraRunsAsync
            )
            .ConfigureAwait(false);
        await CopyAsync("trend_value (camera_run_id, key, camera, mjd, values)", TrendsAsync).ConfigureAwait(false);
        await CopyAsync("merged_document (camera_run_id, body, plain_bytes, path)", DocumentsAsync).ConfigureAwait(false);
    }

    private async Task CopyAsync(string target, Func<NpgsqlBinaryImporter, Task> rows)
    {
        await using var importer = await connection
            .BeginBinaryImportAsync($"copy {target} from stdin (format binary)", cancellationToken)
            .ConfigureAwait(false);
        await rows(importer).ConfigureAwait(false);
        await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ExposuresAsync(NpgsqlBinaryImporter row)
    {
        for (var index = 0; index < exposures.Count; index++)
        {
            var exposure = exposures[index];
            await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(ids.Exposures[index], NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, Words.Of(ExposureOrigin.Simulated)).ConfigureAwait(false);
            await row.WriteAsync(exposure.Exposure.Number, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(exposure.Night.Date, NpgsqlDbType.Date, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(exposure.Night.Date, NpgsqlDbType.Date, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, Instrument.Flavors.Name(exposure.Flavor)).ConfigureAwait(false);
            await TextAsync(row, exposure.Program.Name).ConfigureAwait(false);
            if (exposure.Tile is { } tile)
            {
                await row.WriteAsync(tile, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await row.WriteNullAsync(cancellationToken).ConfigureAwait(false);
            }

            await InstantAsync(row, exposure.ObservedAt).ConfigureAwait(false);
            foreach (
                var value in new[]
                {
                    exposure.ExposureSeconds,
                    exposure.Airmass,
                    exposure.SeeingArcsec,
                    exposure.RaDegrees,
                    exposure.DecDegrees,
                }
            )
            {
                await row.WriteAsync(value, NpgsqlDbType.Double, cancellationToken).ConfigureAwait(false);
            }

            string[] cameras = [.. exposure.Cameras.Select(run => run.Camera.ToString())];
            await row.WriteAsync(cameras, Texts, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, string.Empty).ConfigureAwait(false);
            await row.WriteAsync(exposure.RawBytes, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await InstantAsync(row, exposure.ArrivedAt).ConfigureAwait(false);
            await TextAsync(row, exposure.ArrivalReason.Length == 0 ? complete : broken).ConfigureAwait(false);
            await TextAsync(row, exposure.ArrivalReason).ConfigureAwait(false);
            await InstantAsync(row, exposure.ArrivedAt).ConfigureAwait(false);
        }
    }

    private async Task FibermapsAsync(NpgsqlBinaryImporter row)
    {
        for (var index = 0; index < exposures.Count; index++)
        {
            if (exposures[index].Fibermap is not { } fibermap)
            {
                continue;
            }

            await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(ids.Exposures[index], NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, fibermap.Path).ConfigureAwait(false);
            await row.WriteAsync(fibermap.Fiber, Integers, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(fibermap.RaDegrees, Doubles, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(fibermap.DecDegrees, Doubles, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(fibermap.ObjectType, Texts, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ProcessesAsync(NpgsqlBinaryImporter row)
    {
        for (var index = 0; index < exposures.Count; index++)
        {
            var exposure = exposures[index];
            await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(ids.Processes[index], NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(ids.Exposures[index], NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, Words.Of(exposure.State)).ConfigureAwait(false);
            await TextAsync(row, Words.Of(exposure.Quality)).ConfigureAwait(false);
            await TextAsync(row, exposure.Reason).ConfigureAwait(false);
            await TextAsync(row, HistoryStore.EngineName).ConfigureAwait(false);
            await TextAsync(row, exposure.EngineVersion).ConfigureAwait(false);
            await TextAsync(row, exposure.MappingHash).ConfigureAwait(false);
            await row.WriteAsync((short)ProcessLane.Live, NpgsqlDbType.Smallint, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(exposure.ArrivedAt.UtcTicks / TimeSpan.TicksPerMicrosecond, NpgsqlDbType.Bigint, cancellationToken)
                .ConfigureAwait(false);
            string[] expected = [.. exposure.ExpectedCameras.Select(camera => camera.ToString())];
            await row.WriteAsync(expected, Texts, cancellationToken).ConfigureAwait(false);
            await InstantAsync(row, exposure.ArrivedAt).ConfigureAwait(false);
            await InstantAsync(row, exposure.ArrivedAt).ConfigureAwait(false);
            await InstantAsync(row, exposure.ArrivedAt).ConfigureAwait(false);
            await InstantAsync(row, exposure.EndedAt).ConfigureAwait(false);
            await TextAsync(row, exposure.RequestedBy).ConfigureAwait(false);
        }
    }

    private async Task CameraRunsAsync(NpgsqlBinaryImporter row)
    {
        foreach (var (id, processId, run, _) in Runs())
        {
            await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(processId, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, run.Camera.ToString()).ConfigureAwait(false);
            await row.WriteAsync(1, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, Words.Of(run.State)).ConfigureAwait(false);
            await TextAsync(row, Words.Of(run.Quality)).ConfigureAwait(false);
            await TextAsync(row, run.Reason).ConfigureAwait(false);
            await TextAsync(row, run.FailedStep).ConfigureAwait(false);
            await InstantAsync(row, run.StartedAt).ConfigureAwait(false);
            await InstantAsync(row, run.EndedAt).ConfigureAwait(false);
            await TextAsync(row, string.Empty).ConfigureAwait(false);
            await row.WriteAsync(JsonColumn.Write(run.Stages), NpgsqlDbType.Jsonb, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(JsonColumn.Write(run.Tests), NpgsqlDbType.Jsonb, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TrendsAsync(NpgsqlBinaryImporter row)
    {
        foreach (var (id, _, run, mjd) in Runs())
        {
            foreach (var (key, values) in run.Trends)
            {
                await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
                await row.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
                await TextAsync(row, key).ConfigureAwait(false);
                await TextAsync(row, run.Camera.ToString()).ConfigureAwait(false);
                await row.WriteAsync(mjd, NpgsqlDbType.Double, cancellationToken).ConfigureAwait(false);
                double?[] elements = [.. values];
                await row.WriteAsync(elements, Doubles, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task DocumentsAsync(NpgsqlBinaryImporter row)
    {
        foreach (var (id, _, run, _) in Runs())
        {
            if (run.Document is not { } document)
            {
                continue;
            }

            await row.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(document, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
            await row.WriteAsync(run.DocumentPlainBytes, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await TextAsync(row, string.Empty).ConfigureAwait(false);
        }
    }

    private IEnumerable<(long Id, long ProcessId, PastCameraRun Run, double Mjd)> Runs()
    {
        var next = 0;
        for (var index = 0; index < exposures.Count; index++)
        {
            var mjd = Instrument.Mjd.Of(exposures[index].ObservedAt).Days;
            foreach (var run in exposures[index].Cameras)
            {
                yield return (ids.CameraRuns[next++], ids.Processes[index], run, mjd);
            }
        }
    }

    private Task TextAsync(NpgsqlBinaryImporter row, string text) => row.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private Task InstantAsync(NpgsqlBinaryImporter row, DateTimeOffset instant) =>
        row.WriteAsync(instant.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
}
