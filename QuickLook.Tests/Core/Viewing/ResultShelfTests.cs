using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Documents;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Viewing;

/// <summary>The shelf over a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class ResultShelfTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private const double SlowestPastMs = 20;
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;

    private QuickLookDatabase database = null!;
    private NpgsqlDataSource source = null!;
    private ResultShelf shelf = null!;

    public async Task InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync();
        database = PostgresFixture.Open(connection);
        source = NpgsqlDataSource.Create(connection);
        shelf = Shelf();
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_golden_document_comes_back_with_its_values_and_is_read_once()
    {
        await MakeAsync(104, process: 7, cameras: ["b0", "r0"]);
        await WriteAsync(7, "b0", await File.ReadAllBytesAsync(GoldenSet.A.ExpectedMerged("b0", 104)));

        var first = (await shelf.ReadDocumentAsync(7, B0, default)).Value;
        var again = (await shelf.ReadDocumentsAsync(7, CameraId.All.ToList(), default)).Value;

        first.Exposure.ShouldBe(new ExposureId(104));
        first.ValuesOf("CHECK_CCDs", "NOISE_AMP").Length.ShouldBe(4);
        again.Keys.ShouldBe([B0]);
        again[B0].ShouldBeSameAs(first);
        (await shelf.ReadDocumentAsync(7, R0, default)).Failure!.Reason.ShouldBe("there is no merged document of r0 in process 7");
        (await shelf.ReadDocumentsAsync(99, [B0], default)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_attempt_left_is_never_served_once_there_is_another()
    {
        await MakeAsync(104, process: 7, cameras: ["b0"]);
        await WriteAsync(7, "b0", Plain("""{"EXPID":1}"""));
        (await shelf.ReadDocumentAsync(7, B0, default)).Value.Exposure.ShouldBe(new ExposureId(1));

        await RunAsync("update camera_run set attempt = 2, state = 'running'");
        (await shelf.ReadDocumentAsync(7, B0, default)).IsSuccess.ShouldBeFalse();

        await RunAsync("update camera_run set state = 'succeeded'");
        await WriteAsync(7, "b0", Plain("""{"EXPID":2}"""));
        (await shelf.ReadDocumentAsync(7, B0, default)).Value.Exposure.ShouldBe(new ExposureId(2));

        // The same attempt written again, as a batch is that was repeated after a lost answer.
        await WriteAsync(7, "b0", Plain("""{"EXPID":3}"""));
        (await shelf.ReadDocumentAsync(7, B0, default)).Value.Exposure.ShouldBe(new ExposureId(3));
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_says_why_and_hides_no_other()
    {
        await MakeAsync(104, process: 7, cameras: ["b0", "r0", "z0"]);
        await WriteAsync(7, "b0", Plain("""{"EXPID":104}"""));
        await WriteAsync(7, "r0", Plain("[1, 2"));
        await WriteAsync(7, "z0", Plain("{}"), compress: false);

        (await shelf.ReadDocumentAsync(7, R0, default)).Failure!.Reason.ShouldStartWith("the merged document is not valid JSON");
        (await shelf.ReadDocumentAsync(7, CameraId.Parse("z0").Value, default)).Failure!.Reason.ShouldStartWith(
            "the stored document is not gzip"
        );
        (await shelf.ReadDocumentsAsync(7, CameraId.All.ToList(), default)).Value.Keys.ShouldBe([B0]);
    }

    [Fact]
    public async Task A_small_body_that_unfolds_without_end_is_given_up()
    {
        await MakeAsync(104, process: 7, cameras: ["b0"]);
        await WriteAsync(7, "b0", new byte[MergedQa.LargestDocument + 1]);

        (await shelf.ReadDocumentAsync(7, B0, default)).Failure!.Reason.ShouldStartWith("the merged document is larger than");
    }

    [Fact]
    public async Task Fibers_are_known_by_number_and_an_exposure_without_fibermap_has_none()
    {
        await MakeAsync(104, process: 7, cameras: ["b0"]);
        (await shelf.ReadFibersAsync(7, default)).Value.Count.ShouldBe(0);
        await RunAsync(
            """
            insert into fibermap (exposure_id, path, fiber, ra_degrees, dec_degrees, object_type)
            select id, '', '{3, 1, 7000}', '{150.25, 'NaN', 1}', '{31.5, 2, 3}', '{"SKY ", "TGT", "TGT"}' from exposure
            """.Replace("'NaN'", "NaN", StringComparison.Ordinal)
        );

        var field = (await shelf.ReadFibersAsync(7, default)).Value;

        field.Count.ShouldBe(2);
        field.Find(new FiberId(3)).ShouldBe(new FiberPlace(new FiberId(3), 150.25, 31.5, "SKY"));
        field.Find(new FiberId(1))!.HasPlace.ShouldBeFalse();
    }

    [Fact]
    public async Task A_made_up_past_is_compared_with_in_a_demonstration_only()
    {
        await MakeAsync(90, process: 1, cameras: ["b0"], origin: "simulated");
        await MakeAsync(95, process: 2, cameras: ["b0"]);
        await MakeAsync(96, process: 3, cameras: ["b0"], origin: "import");
        await MakeAsync(97, process: 4, cameras: ["b0"], origin: "simulated", program: "BRIGHT");
        await MakeAsync(98, process: 5, cameras: ["b0"], origin: "simulated");
        await MakeAsync(99, process: 6, cameras: ["b0"]);

        (await shelf.ReadPastAsync(6, B0, 30, default)).Value.Select(run => run.ProcessId).ShouldBe([2L]);
        (await Shelf(withSimulated: true).ReadPastAsync(6, B0, 30, default)).Value.Select(run => run.ProcessId).ShouldBe([5L, 2L, 1L]);
        (await Shelf(withSimulated: true).ReadPastAsync(5, B0, 30, default)).Value.Select(run => run.ProcessId).ShouldBe([1L]);
    }

    [Fact]
    public async Task Neighbours_are_of_the_same_origin_and_are_the_answers_of_their_exposures()
    {
        await MakeAsync(100, process: 1, cameras: ["b0"]);
        await MakeAsync(100, process: 2, cameras: ["b0"], state: "failed", again: true);
        await MakeAsync(101, process: 3, cameras: ["b0"]);
        await MakeAsync(102, process: 4, cameras: ["b0"], state: "failed");
        await MakeAsync(102, process: 5, cameras: ["b0"], state: "queued", again: true);
        await MakeAsync(101, process: 6, cameras: ["b0"], origin: "import");
        await RunAsync(
            "insert into exposure select (e).* from (select jsonb_populate_record(x, '{\"id\": 900, \"expid\": 103}') e from exposure x where expid = 102) y"
        );

        (await NeighboursAsync(3)).ShouldBe((1, 5)); // 100: the one with results, not the newest; 102 has none, so its latest
        (await NeighboursAsync(4)).ShouldBe((3, null)); // 103 has no process
        (await NeighboursAsync(6)).ShouldBe((null, null));
        (await NeighboursAsync(99)).ShouldBe((null, null));
        await RunAsync("update exposure set pinned_process_id = 2 where expid = 100");
        (await NeighboursAsync(3)).ShouldBe((2, 5));
    }

    [Fact]
    public async Task The_past_is_of_the_same_origin_flavor_and_program_one_run_per_exposure_newest_first()
    {
        await MakeAsync(90, process: 1, cameras: ["b0"], program: "BRIGHT");
        await MakeAsync(91, process: 2, cameras: ["b0"], flavor: "arc", program: "DARK");
        await MakeAsync(92, process: 3, cameras: ["b0"], origin: "import");
        await MakeAsync(93, process: 4, cameras: ["b0"]);
        await MakeAsync(93, process: 5, cameras: ["b0"], again: true);
        await MakeAsync(94, process: 6, cameras: ["r0"]);
        await MakeAsync(95, process: 7, cameras: ["b0"], state: "stopped");
        await MakeAsync(96, process: 8, cameras: ["b0"]);
        await MakeAsync(97, process: 9, cameras: ["b0"]);
        await MakeAsync(98, process: 10, cameras: ["b0"]);

        var past = (await shelf.ReadPastAsync(9, B0, 30, default)).Value;

        past.Select(run => (run.ProcessId, run.Exposure.Number)).ShouldBe([(8, 96), (5, 93)]);
        past[0].Tests.ShouldHaveSingleItem().Quality.ShouldBe(Quality.Normal);
        past[0].Tests[0].Value!.ToJsonString().ShouldBe("[2.6,2.7,2.8,2.9]");
        past[0].ObservedAt.ShouldNotBeNull();
        (await shelf.ReadPastAsync(9, B0, 1, default)).Value.Length.ShouldBe(1);
        (await shelf.ReadPastAsync(99, B0, 30, default)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_latest_is_the_newest_own_process_with_results_and_an_imported_one_only_without()
    {
        (await shelf.FindLatestAsync(default)).Value.ShouldBeNull();
        await MakeAsync(90, process: 1, cameras: ["b0"], origin: "import");
        await RunAsync("update process set imported_from = 'nersc'");
        (await shelf.FindLatestAsync(default)).Value.ShouldBe(1);

        await MakeAsync(91, process: 2, cameras: ["b0"]);
        await MakeAsync(92, process: 3, cameras: ["b0"], state: "running");
        (await shelf.FindLatestAsync(default)).Value.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_out_of_reach_is_a_passing_failure()
    {
        await using var away = PostgresFixture.Open("Host=/nowhere;Database=none;Username=nobody");
        var lost = new ResultShelf(new DocumentStore(away), Options.Create(new ViewingOptions()));

        (await lost.ReadDocumentAsync(1, B0, default)).Failure!.Kind.ShouldBe(FailureKind.Transient);
        (await lost.ReadPastAsync(1, B0, 30, default)).Failure!.Kind.ShouldBe(FailureKind.Transient);
    }

    /// <summary>Target: 20 ms for 30 exposures of a camera out of 2000 exposures with 30 cameras each.</summary>
    [Fact]
    public async Task The_past_of_a_camera_is_found_quickly_among_two_thousand_exposures()
    {
        await RunAsync(
            """
            insert into exposure (id, origin, expid, night, folder_night, flavor, program, observed_at, cameras, raw_path, raw_bytes, raw_modified_at, arrival,
                                  arrival_reason, discovered_at, pinned_by)
            select n, 'local', n, '2026-11-21', '2026-11-21', case when n % 5 = 0 then 'arc' else 'science' end, case when n % 3 = 0 then 'DARK' else 'BRIGHT' end,
                   now(), '{}', '', 0, now(), 'complete', '', now(), '' from generate_series(1, 2000) n;
            insert into process (id, exposure_id, state, quality, reason, engine, engine_version, mapping_hash, requested_engine, configuration, imported_from,
                                 lane, queue_order, expected_cameras, arrived_at, queued_at, requested_by)
            select n, n, 'succeeded', 'normal', '', 'native', '1', '', '', '', '', 0, n, '{}', now(), now(), '' from generate_series(1, 2000) n;
            insert into camera_run (id, process_id, camera, attempt, failures, state, quality, reason, failed_step, log_path, stages, tests)
            select n * 30 + c, n, substr('brz', c / 10 + 1, 1) || c % 10, 1, 0, 'succeeded', 'normal', '', '', '', '[]',
                   (select jsonb_agg(jsonb_build_object('test', 'T' || t, 'statusKey', 'M' || t || '_STATUS', 'quality', 'normal',
                                                        'value', jsonb_build_array(2.6, 2.7, 2.8, n), 'limits', 'normal 1.10 - 4.10')) from generate_series(1, 14) t)
              from generate_series(1, 2000) n, generate_series(0, 29) c;
            analyze;
            """
        );

        var best = double.MaxValue;
        foreach (var process in new long[] { 2000, 1999, 1998, 1997, 1996, 1995, 1000, 999 })
        {
            var watch = Stopwatch.StartNew();
            var past = (await shelf.ReadPastAsync(process, CameraId.Parse("r3").Value, 30, default)).Value;
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            past.Length.ShouldBe(30);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"30 exposures of a camera out of 2000: {best:F1} ms"));
        best.ShouldBeLessThan(SlowestPastMs);
    }

    private static byte[] Plain(string json) => Encoding.UTF8.GetBytes(json);

    private ResultShelf Shelf(bool withSimulated = false) =>
        new(new DocumentStore(database), Options.Create(new ViewingOptions { ComparesWithSimulated = withSimulated }));

    private async Task<(long?, long?)> NeighboursAsync(long process)
    {
        var beside = (await shelf.FindNeighboursAsync(process, default)).Value;
        return (beside.Previous?.ProcessId, beside.Next?.ProcessId);
    }

    private async Task MakeAsync(
        int exposure,
        long process,
        string[] cameras,
        string state = "succeeded",
        string origin = "local",
        string flavor = "science",
        string program = "DARK",
        bool again = false
    )
    {
        if (!again)
        {
            await RunAsync(
                $"""
                insert into exposure (origin, expid, night, folder_night, flavor, program, observed_at, cameras, raw_path, raw_bytes, raw_modified_at, arrival,
                                      arrival_reason, discovered_at, pinned_by)
                values ('{origin}', {exposure}, '2026-11-21', '2026-11-21', '{flavor}', '{program}', now(), '{"{}"}', '', 0, now(), 'complete', '', now(), '')
                """
            );
        }

        await RunAsync(
            $"""
            insert into process (id, exposure_id, state, quality, reason, engine, engine_version, mapping_hash, requested_engine, configuration, imported_from,
                                 lane, queue_order, expected_cameras, arrived_at, queued_at, requested_by)
            select {process}, id, '{state}', 'normal', '', 'native', '1', '', '', '', '', 0, {process}, '{"{}"}', now(), now(), ''
              from exposure where origin = '{origin}' and expid = {exposure}
            """
        );
        foreach (var camera in cameras)
        {
            await RunAsync(
                $$"""
                insert into camera_run (process_id, camera, attempt, failures, state, quality, reason, failed_step, log_path, stages, tests)
                values ({{process}}, '{{camera}}', 1, 0, 'succeeded', 'normal', '', '', '', '[]',
                        '[{"test": "Get_RMS", "statusKey": "NOISE_AMP_STATUS", "quality": "normal", "value": [2.6, 2.7, 2.8, 2.9], "limits": "normal 1.10 - 4.10"}]')
                """
            );
        }
    }

    private async Task WriteAsync(long process, string camera, byte[] plain, bool compress = true)
    {
        await using var command = source.CreateCommand(
            """
            insert into merged_document (camera_run_id, body, plain_bytes, path)
            select id, $3, $4, '' from camera_run where process_id = $1 and camera = $2
            on conflict (camera_run_id) do update set body = excluded.body
            """
        );
        command.Parameters.AddWithValue(process);
        command.Parameters.AddWithValue(camera);
        command.Parameters.AddWithValue(compress ? StoredDocuments.Compress(plain) : plain);
        command.Parameters.AddWithValue(plain.Length);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
