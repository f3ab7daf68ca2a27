using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.History;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Orchestration.History;

[Collection(PostgresTests.Name)]
public sealed class NightHistoryTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly Night Until = new(new DateOnly(2020, 11, 12));

    // Once for all tests: the pipeline runs on golden exposures of three cameras, which is quicker than simulating any.
    private static readonly Lazy<Task<(MappingSet Mappings, Specimens Specimens)>> Prepared = new(PrepareAsync);

    [Fact]
    public async Task Two_nights_of_three_cameras_are_in_the_database_with_everything_that_belongs_to_them()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());

        var report = await GenerateAsync(database, Order(nights: 2));

        (await CountAsync(database, "exposure where origin = 'simulated'")).ShouldBe(report.Exposures);
        (await CountAsync(database, "process where engine = 'generated' and state in ('succeeded', 'failed')")).ShouldBe(report.Exposures);
        (await CountAsync(database, "camera_run")).ShouldBe(report.CameraRuns);
        (await CountAsync(database, "merged_document")).ShouldBe(report.Documents);
        (await CountAsync(database, "trend_value")).ShouldBe(report.CameraRuns * 4);
        (await CountAsync(database, "exposure where night = '2020-11-12'")).ShouldBeInRange(40, 75);
        (
            await CountAsync(
                database,
                "merged_document d join camera_run r on r.id = d.camera_run_id join process p on p.id = r.process_id join exposure e on e.id = p.exposure_id where e.night <> '2020-11-12'"
            )
        ).ShouldBe(0);
        (await CountAsync(database, "fibermap")).ShouldBe(
            await CountAsync(database, "exposure where night = '2020-11-12' and flavor = 'science'")
        );
        report.Nights.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_reads_back_as_any_other_and_ids_grow_with_time()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 2));

        var recent = (await new ProcessStore(database).ListRecentAsync(5, default)).Value;
        recent.Select(row => row.Exposure.Number).ShouldBe(recent.Select(row => row.Exposure.Number).OrderDescending());
        var process = (await new ProcessStore(database).FindAsync(recent[0].Id, default)).Value;
        process.Exposure.Origin.ShouldBe(ExposureOrigin.Simulated);
        process.Exposure.Flavor.ShouldBe("science");
        process.Cameras.Select(run => run.Camera.ToString()).ShouldBe(["b0", "r0", "z3"]);
        process.Cameras.ShouldAllBe(run => run.Tests.Length >= 10 && run.Stages.Length == 3 && run.EndedAt > run.StartedAt);
        process.EndedAt.ShouldBe(process.Cameras.Max(run => run.EndedAt));
    }

    [Fact]
    public async Task What_comes_after_a_reservation_has_larger_ids_than_the_past_that_is_written_later()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        var (mappings, specimens) = await Prepared.Value;
        var history = History(database);
        var past = (await history.ReserveAsync(Order(nights: 1), default)).Value;

        var live = (await new ExposureStore(database).RegisterAsync(Arrival(), default)).Value.Process;
        (await history.WriteAsync(past, mappings, specimens, 1, null, default)).IsSuccess.ShouldBeTrue();

        (await new ProcessStore(database).ListRecentAsync(1, default)).Value[0].Id.ShouldBe(live.Id);
    }

    [Fact]
    public async Task Each_verdict_is_that_of_the_status_rule_on_the_stored_value()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 1));
        var (mappings, _) = await Prepared.Value;
        var judged = 0;

        foreach (var row in (await new ProcessStore(database).ListRecentAsync(30, default)).Value)
        {
            var process = (await new ProcessStore(database).FindAsync(row.Id, default)).Value;
            var flavor = mappings.Flavors[Flavors.Parse(process.Exposure.Flavor).Value];
            foreach (var (run, test) in process.Cameras.SelectMany(run => run.Tests.Select(test => (run, test))))
            {
                var mapping = flavor.Stages.SelectMany(stage => stage.Tests).Single(each => each.StatusKey == test.StatusKey);
                if (
                    test.Quality == Quality.None
                    || mapping.Metric is not ("NOISE_AMP" or "BIAS_AMP" or "XYSHIFTS")
                    || mapping.Limits is not { } limits
                    || !TestLimits.TryFind(limits.References, run.Camera, process.Exposure.Program, out var reference)
                    || !TestLimits.TryFind(limits.Normal, run.Camera, process.Exposure.Program, out var normal)
                    || !TestLimits.TryFind(limits.Warning, run.Camera, process.Exposure.Program, out var warning)
                )
                {
                    continue;
                }

                var threshold = new Threshold(reference, new(normal.Low, normal.High), new(warning.Low, warning.High));
                var values = MetricValues.Read(mapping.Metric, test.Value, mapping.Unit, mapping.Elements).Value;
                StatusRule.ByPosition.Judge(values, threshold).Quality.ShouldBe(test.Quality, $"{run.Camera} {test}");
                judged++;
            }

            process.Cameras.ShouldAllBe(run => run.Quality == Qualities.Worst(run.Tests.Select(test => test.Quality)));
            process.Quality.ShouldBe(Qualities.Worst(process.Cameras.Select(run => run.Quality)));
        }

        judged.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Past_nights_look_like_real_ones_mostly_quiet_in_every_program()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 12));

        var processes = (await new ProcessStore(database).ListRecentAsync(5000, default)).Value;

        processes.Count(process => process.Quality == Quality.Unknown).ShouldBe(0);
        foreach (var program in new[] { "DARK", "GRAY", "BRIGHT" })
        {
            var own = processes.Where(process => process.Program.Name.Equals(program, StringComparison.OrdinalIgnoreCase)).ToList();
            own.Count.ShouldBeGreaterThan(10, program);
            own.Count(process => process.Quality == Quality.Alarm).ShouldBeLessThan(own.Count / 4, program);
        }
    }

    [Fact]
    public async Task A_document_of_the_last_night_tells_of_its_own_run()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 1));
        await using var command = database.Source.CreateCommand(
            """
            select d.body, d.plain_bytes, e.expid, e.airmass, e.telescope_ra_degrees, e.telescope_dec_degrees, r.tests::text
              from merged_document d join camera_run r on r.id = d.camera_run_id join process p on p.id = r.process_id
                   join exposure e on e.id = p.exposure_id
             where e.flavor = 'science' and r.camera = 'z3' order by e.expid limit 1
            """
        );
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        await using var gzip = new GZipStream(new MemoryStream((byte[])reader[0]), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);

        plain.Length.ShouldBe(reader.GetInt32(1));
        var document = MergedQa.Read(plain.ToArray()).Value;
        document.Night.ShouldBe(Until);
        document.Exposure!.Value.Number.ShouldBe(reader.GetInt32(2));
        document.Camera!.Value.ToString().ShouldBe("z3");
        document.Origin!.Engine.ShouldBe("generated");
        document.Stages.ShouldBe(["CHECK_CCDs", "CHECK_FIBERS", "CHECK_SPECTRA"], ignoreOrder: true);
        document.ValuesAt("GENERAL_INFO", "AIRMASS")[0].ShouldBe(reader.GetDouble(3));
        var ra = document.ValuesAt("GENERAL_INFO", "RA");
        ra.Average()!.Value.ShouldBe(reader.GetDouble(4), 3);
        document.ValuesAt("GENERAL_INFO", "DEC").Average()!.Value.ShouldBe(reader.GetDouble(5), 1.5);
        document.ValuesAt("GENERAL_INFO", "SKY_FIBERID").ShouldAllBe(fiber => fiber >= 1500 && fiber < 2000);
        using var tests = JsonDocument.Parse(reader.GetString(6));
        var noise = tests.RootElement.EnumerateArray().Single(test => test.GetProperty("statusKey").GetString() == "NOISE_AMP_STATUS");
        document
            .ValuesOf("CHECK_CCDs", "NOISE_AMP")
            .Select(value => value!.Value)
            .ShouldBe(noise.GetProperty("value").EnumerateArray().Select(value => value.GetDouble()));
        document
            .StatusOf("CHECK_CCDs", "NOISE_AMP_STATUS")
            .Word()!
            .ShouldBe(noise.GetProperty("quality").GetString(), StringCompareShould.IgnoreCase);
        var limits = document.LimitsOf("CHECK_CCDs", "NOISE_AMP")!;
        StatusRule
            .ByPosition.Judge(new MetricValues("NOISE_AMP", [.. document.ValuesOf("CHECK_CCDs", "NOISE_AMP").OfType<double>()]), limits)
            .Quality.ShouldBe(document.StatusOf("CHECK_CCDs", "NOISE_AMP_STATUS"));
    }

    [Fact]
    public async Task Trends_drift_step_after_the_service_day_and_follow_the_sky()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        var report = await GenerateAsync(database, Order(nights: 30, faults: 0));

        output.WriteLine($"{report}");
        var bias = await TrendAsync(database, "bias", "b0");
        bias.Length.ShouldBeGreaterThan(1000);
        bias.Max().ShouldBeGreaterThan(bias.Min() + 1);
        var airmass = await TrendAsync(database, "airmass", "r0");
        airmass.ShouldAllBe(value => value >= 1 && value < 2.2);
        (await TrendAsync(database, "skybrightness", "z3")).Distinct().Count().ShouldBeGreaterThan(100);
        report.Alarms.ShouldBeLessThan(report.CameraRuns);
    }

    [Fact]
    public async Task The_same_order_generates_the_same_past()
    {
        await using var one = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await using var other = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(one, Order(nights: 1));
        await GenerateAsync(other, Order(nights: 1));

        (await TrendAsync(one, "noise", "b0")).ShouldBe(await TrendAsync(other, "noise", "b0"));
    }

    [Fact]
    public async Task Clearing_removes_what_was_generated_and_only_that()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        var live = (await new ExposureStore(database).RegisterAsync(Arrival(), default)).Value.Process;
        var report = await GenerateAsync(database, Order(nights: 1) with { WithRealData = true });

        (await History(database).ClearAsync("somebody", default)).Value.ShouldBe(report.Exposures);

        (await CountAsync(database, "exposure")).ShouldBe(1);
        (await CountAsync(database, "camera_run")).ShouldBe(1);
        (await CountAsync(database, "trend_value")).ShouldBe(0);
        (await CountAsync(database, "merged_document")).ShouldBe(0);
        (await CountAsync(database, "fibermap")).ShouldBe(0);
        (await new ProcessStore(database).FindAsync(live.Id, default)).IsSuccess.ShouldBeTrue();
        (await History(database).ClearAsync("somebody", default)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_database_with_real_exposures_is_refused_unless_asked_for()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await new ExposureStore(database).RegisterAsync(Arrival(), default);

        (await History(database).ReserveAsync(Order(nights: 1), default)).Failure!.Reason.ShouldContain(
            "1 exposures that were not generated"
        );
        (await History(database).ReserveAsync(Order(nights: 1) with { WithRealData = true }, default)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_past_is_refused_until_the_first_is_removed()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 1));

        (await History(database).ReserveAsync(Order(nights: 1), default)).Failure!.Reason.ShouldContain("already");
    }

    [Fact]
    public async Task Who_generated_and_who_cleared_is_kept()
    {
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        await GenerateAsync(database, Order(nights: 1));
        await History(database).ClearAsync("cleaner", default);

        var audit = (await new AuditStore(database, TimeProvider.System).ListAsync(new AuditFilter(), 0, 10, default)).Value;
        audit.Select(entry => (entry.Actor, entry.Action)).ShouldBe([("cleaner", "history.clear"), ("tester", "history.generate")]);
        audit[1].Detail.ShouldStartWith("1 nights until 20201112, seed 1: ");
    }

    private static HistoryOrder Order(int nights, double faults = 1.0 / 12) =>
        new()
        {
            Nights = nights,
            Until = Until,
            RequestedBy = "tester",
            Faults = faults,
            Cameras = [.. new[] { "b0", "r0", "z3" }.Select(name => CameraId.Parse(name).Value)],
        };

    private static NightHistory History(QuickLookDatabase database) =>
        new(new HistoryStore(database), new RunWriter(database, new WriterFence()), TimeProvider.System);

    private static async Task<HistoryReport> GenerateAsync(QuickLookDatabase database, HistoryOrder order)
    {
        var (mappings, specimens) = await Prepared.Value;
        var history = History(database);
        var past = (await history.ReserveAsync(order, default)).Value;
        return (await history.WriteAsync(past, mappings, specimens, 2, null, default)).Value;
    }

    private static async Task<(MappingSet Mappings, Specimens Specimens)> PrepareAsync()
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenSet.A));
        var work = Directory.CreateTempSubdirectory("ql-specimens-");
        try
        {
            var order = new SpecimenOrder
            {
                RawRoot = GoldenSet.A.RawRoot,
                CalibrationRoot = GoldenSet.A.CalibrationRoot,
                WorkFolder = work.FullName,
                Night = GoldenSet.A.Night,
                Exposures =
                [
                    (new ExposureId(101), Flavor.Zero, new ObservingProgram("zero")),
                    (new ExposureId(102), Flavor.Arc, new ObservingProgram("arc")),
                    (new ExposureId(103), Flavor.Flat, new ObservingProgram("flat")),
                    (new ExposureId(104), Flavor.Science, ObservingProgram.Dark),
                ],
                Cameras = Observatory.Cameras.ToImmutableArray(),
                Workers = 2,
            };
            return (mappings, (await Specimens.MakeAsync(order, mappings, TimeProvider.System, default)).Value);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static ExposureArrival Arrival() =>
        new()
        {
            Exposure = new ExposureId(7),
            FolderNight = Until,
            Cameras = [CameraId.All[0]],
            ProcessedCameras = [CameraId.All[0]],
            ExpectedCameras = [CameraId.All[0]],
            File = new RawFileStamp("/raw/desi-00000007.fits.fz", 1, new DateTimeOffset(2020, 11, 13, 3, 0, 0, TimeSpan.Zero)),
            Arrival = ArrivalState.Complete,
            InitialState = QuickLook.Core.Results.RunState.Queued,
            RequestedBy = "discovery",
            At = new DateTimeOffset(2020, 11, 13, 3, 0, 0, TimeSpan.Zero),
        };

    private static async Task<int> CountAsync(QuickLookDatabase database, string what)
    {
        await using var command = database.Source.CreateCommand($"select count(*)::int from {what}");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<double[]> TrendAsync(QuickLookDatabase database, string key, string camera)
    {
        await using var command = database.Source.CreateCommand(
            "select values[1] from trend_value where key = $1 and camera = $2 and values[1] is not null order by mjd"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        command.Parameters.Add(new NpgsqlParameter { Value = camera });
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<double>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetDouble(0));
        }

        return [.. values];
    }
}
