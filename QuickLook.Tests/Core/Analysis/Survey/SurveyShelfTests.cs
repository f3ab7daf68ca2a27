using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Survey;
using QuickLook.Tests.Core.Storage;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Analysis.Survey;

/// <summary>The survey over a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class SurveyShelfTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    // 3 s at first and 0.5 s afterwards; the suite asserts three times that.
    private const int Exposures = 2000;
    private const double FirstMs = 3 * 3000;
    private const double AgainMs = 3 * 500;

    private readonly string tiles = Path.Combine(Directory.CreateTempSubdirectory("ql-survey-").FullName, "tiles.txt");
    private QuickLookDatabase database = null!;
    private NpgsqlDataSource source = null!;
    private ExposureRows rows = null!;
    private TileList list = null!;
    private SurveyShelf shelf = null!;

    public async Task InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync();
        database = PostgresFixture.Open(connection);
        source = NpgsqlDataSource.Create(connection);
        rows = new ExposureRows(source);
        list = new TileList(Options.Create(new SurveyOptions { TileFile = tiles }));
        shelf = new SurveyShelf(new SurveyStore(database), list);
        await File.WriteAllTextAsync(tiles, "TILEID RA DEC PROGRAM\n1000 0 -10 dark\n1001 7 -9 bright\n1002 14 -8 dark\n5000 100 0 gray\n");
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(tiles)!, recursive: true);
    }

    public void Dispose()
    {
        shelf.Dispose();
        list.Dispose();
    }

    // Of the 130 exposures of ExposureRows every tenth is a zero; tiles repeat after 50, nights after 60; even ones are dark.
    [Fact]
    public async Task All_programs_together_heed_the_nights_as_each_program_does()
    {
        await rows.AddAsync(130, "{b0}");

        (await ExposuresAsync(new SurveyOrder())).ShouldBe(117);
        (await ExposuresAsync(new SurveyOrder { Last = Night("20261101") })).ShouldBe(54);
        (await ExposuresAsync(new SurveyOrder { First = Night("20261102"), Last = Night("20261102") })).ShouldBe(54);
        (await ExposuresAsync(new SurveyOrder { First = Night("20261103") })).ShouldBe(9);
        (await ExposuresAsync(new SurveyOrder { Program = "Dark" })).ShouldBe(65);
        (await ExposuresAsync(new SurveyOrder { Program = "dark", Last = Night("20261101") })).ShouldBe(30);
        (await ExposuresAsync(new SurveyOrder { Program = "gray" })).ShouldBe(0);
        (await ExposuresAsync(new SurveyOrder { First = Night("20261104") })).ShouldBe(0);
    }

    [Fact]
    public async Task Observed_tiles_have_their_last_exposure_its_answer_and_its_verdict()
    {
        await rows.AddAsync(60, "{b0}");
        await rows.RunAsync("update process set quality = 'alarm' where id in (100, 151)");
        await rows.RunAsync("update process set state = 'failed', quality = 'not_computed' where id = 152");

        var answer = (await shelf.ReadAsync(new SurveyOrder(), default)).Value;

        answer.Programs.ShouldBe(["bright", "dark", "gray"]);
        answer.Observed.Length.ShouldBe(45);
        var first = answer.Observed.Single(tile => tile.Number == 1000);
        (first.Exposures, first.LastExposure.Number, first.LastProcess, first.LastQuality).ShouldBe((2, 150, 150, Quality.Normal));
        (first.IsPlanned, first.HasOnlyAlarms, first.LastNight).ShouldBe((true, false, Night("20261101")));
        var second = answer.Observed.Single(tile => tile.Number == 1001);
        (second.LastQuality, second.HasOnlyAlarms).ShouldBe((Quality.Alarm, false));
        var third = answer.Observed.Single(tile => tile.Number == 1002);
        (third.LastProcess, third.LastQuality).ShouldBe((null, Quality.None));
        answer.Observed.Single(tile => tile.Number == 1003).IsPlanned.ShouldBeFalse();
        (answer.PlannedAndObserved, answer.Planned.Length, answer.OnlyAlarms).ShouldBe((3, 4, 0));

        await rows.RunAsync("update process set quality = 'alarm' where id in (150)");
        (await shelf.ReadAsync(new SurveyOrder(), default)).Value.OnlyAlarms.ShouldBe(1);
        (await shelf.ReadAsync(new SurveyOrder { Program = "gray" }, default)).Value.Planned.Select(tile => tile.Number).ShouldBe([5000]);
    }

    // The telescope's right ascension is in degrees in the table, as in the header: 7 degrees must meet 0.466667 hours of the list, and nothing else.
    [Fact]
    public async Task A_list_in_hours_meets_the_pointings_that_are_in_degrees()
    {
        await rows.AddAsync(9, "{b0}");
        await File.WriteAllTextAsync(
            tiles,
            "RA DEC EXPTIME E(B-V) HOURANGLE AIRMASS\n0.4666667 -9 900 0 0 1\n7 -9 900 0 0 1\n2.3333333 -5 900 0 0 1\n"
        );

        var answer = (await shelf.ReadAsync(new SurveyOrder(), default)).Value;

        answer.Plan.Fault.ShouldBeNull();
        answer
            .Observed.Where(tile => tile.IsPlanned)
            .Select(tile => tile.Number)
            .ShouldBe([1001, 1005], "pointings n = 1 and 5 of 7 n degrees");
        answer.Planned.Select(tile => tile.RaDegrees).ShouldBe([7, 105, 35], 1e-4);
    }

    [Fact]
    public async Task A_list_with_a_fault_leaves_what_was_observed()
    {
        await rows.AddAsync(9, "{b0}");
        await File.WriteAllTextAsync(tiles, "TILEID RA DEC\n1 1 1\n2 700 1\n");

        var answer = (await shelf.ReadAsync(new SurveyOrder(), default)).Value;

        answer.Plan.Fault!.ToString().ShouldBe("tiles.txt, line 3: RA 700 is not from 0 to 360 degrees");
        answer.Observed.Length.ShouldBe(9);
    }

    [Fact]
    public async Task Objects_are_counted_as_a_brute_force_count_has_them()
    {
        await rows.AddAsync(20, "{b0,r0,z0,b1,r1}");
        await AddFibermapsAsync("expid <> 103");
        await rows.RunAsync(
            """
            update camera_run r set tests = tests || jsonb_build_array(jsonb_build_object('test', 'Sky_Peaks', 'statusKey', 'PEAKCOUNT_STATUS', 'limits', '',
                   'quality', (array['normal', 'warning', 'alarm', 'unknown', 'not_computed'])[1 + (process_id + ascii(camera)) % 5]))
             where process_id % 6 <> 0
            """
        );

        var counts = (await shelf.CountObjectsAsync(new SurveyOrder(), default)).Value;

        (counts.Exposures, counts.WithoutFibermap).ShouldBe((17, 1));
        counts
            .Types.Select(count => (count.ObjectType, count.Group))
            .ShouldBe([("TGT", ObjectGroup.Target), ("STD", ObjectGroup.StandardStar), ("SKY", ObjectGroup.Sky)], ignoreOrder: false);
        foreach (var count in counts.Types)
        {
            (await BruteAsync(count.ObjectType, "true")).ShouldBe(count.Arms);
            (await BruteAsync(count.ObjectType, "q = 'normal'")).ShouldBe(count.Normal);
            (await BruteAsync(count.ObjectType, "q = 'warning'")).ShouldBe(count.Warning);
            (await BruteAsync(count.ObjectType, "q = 'alarm'")).ShouldBe(count.Alarm);
            count.Normal.ShouldBeGreaterThan(0);
            count.Warning.ShouldBeGreaterThan(0, "a warning is counted as such");
            count.Alarm.ShouldBeGreaterThan(0);
            count.Unjudged.ShouldBeGreaterThan(0);
        }

        // Fibers of petals without a camera saw nothing: of 5000 those of petals 0 and 1 count.
        counts.Types.Sum(count => count.Fibers).ShouldBe(17 * 1000);
        counts.Types.Sum(count => count.Arms).ShouldBe(17 * ((500 * 3) + (500 * 2)));
    }

    // Tiles repeat after 50 exposures, nights change after 60. Every fifth camera of b0 and r0 is no good, so that petals come and go.
    [Fact]
    public async Task Objects_with_a_good_spectrum_go_on_as_a_brute_force_count_has_them()
    {
        await rows.AddAsync(190, "{b0,r0,z0,b1}");
        await AddFibermapsAsync("expid <> 103");
        await rows.RunAsync(
            """
            update camera_run r set tests = tests || jsonb_build_array(jsonb_build_object('test', 'Sky_Peaks', 'statusKey', 'PEAKCOUNT_STATUS', 'limits', '',
                   'quality', case when (process_id * 7 + ascii(camera)) % 5 = 0 then 'warning' else 'normal' end))
             where process_id % 11 <> 0
            """
        );

        foreach (
            var (order, which) in new[]
            {
                (new SurveyOrder(), "true"),
                (new SurveyOrder { First = Night("20261102") }, "e.night >= '2026-11-02'"),
            }
        )
        {
            var nights = (await shelf.CountObjectsAsync(order, default)).Value.Nights;

            nights.Select(entry => (entry.Night, entry.ObjectType)).ShouldBeUnique();
            nights.Select(entry => entry.ObjectType).ShouldNotContain("SKY", "blank sky is no object");
            string.Join('\n', nights.Select(entry => $"{entry.Night} {entry.ObjectType} {entry.Objects} {entry.NewObjects}"))
                .ShouldBe(await BruteProgressAsync(which));
            nights
                .Sum(entry => entry.NewObjects)
                .ShouldBeLessThan(nights.Sum(entry => entry.Objects), "tiles are seen again in a later night");
        }
    }

    [Fact]
    public async Task A_new_fibermap_and_a_new_answer_are_counted_anew()
    {
        await rows.AddAsync(2, "{b0}");
        await AddFibermapsAsync("true");
        var before = (await shelf.CountObjectsAsync(new SurveyOrder(), default)).Value;
        before.Types.Sum(count => count.Unjudged).ShouldBe(1000);

        await rows.RunAsync(
            "update fibermap set object_type = array_fill('bad '::text, array[5000]) where exposure_id = (select min(id) from exposure)"
        );
        await rows.RunAsync(
            """
            insert into process (id, exposure_id, state, quality, reason, engine, engine_version, mapping_hash, requested_engine, configuration,
                                 imported_from, lane, queue_order, expected_cameras, arrived_at, queued_at, requested_by)
            select 9000, max(id), 'succeeded', 'normal', '', 'native', '1', '', '', '', '', 0, 9000, '{}', now(), now(), '' from exposure;
            insert into camera_run (process_id, camera, attempt, failures, state, quality, reason, failed_step, log_path, stages, tests)
            values (9000, 'b0', 1, 0, 'succeeded', 'normal', '', '', '', '[]', '[{"test":"Sky_Peaks","statusKey":"PEAKCOUNT_STATUS","quality":"normal"}]')
            """
        );
        var after = (await shelf.CountObjectsAsync(new SurveyOrder(), default)).Value;

        after.Types.Single(count => count.ObjectType == "BAD").ShouldBe(new ObjectCount("BAD", ObjectGroup.Other, 500, 0, 0, 0, 500));
        after.Types.Where(count => count.ObjectType != "BAD").Sum(count => count.Normal).ShouldBe(500);
    }

    [Fact]
    public async Task Two_thousand_exposures_of_5000_fibers_are_counted_soon()
    {
        var cameras = $"{{{string.Join(',', CameraId.All)}}}";
        await rows.AddAsync(Exposures, cameras);
        await AddFibermapsAsync("true");
        await rows.RunAsync(
            """
            update camera_run set tests = (select jsonb_agg(jsonb_build_object('test', 'T' || n, 'statusKey', case n when 14 then 'PEAKCOUNT_STATUS' else 'S' || n end,
                   'quality', 'normal', 'limits', 'x', 'value', 1.5)) from generate_series(1, 20) n)
            """
        );
        await rows.RunAsync("analyze");
        await File.WriteAllTextAsync(
            tiles,
            "TILEID RA DEC PROGRAM\n"
                + string.Concat(
                    Enumerable.Range(1, 20_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} {n % 360} {n % 90} DARK\n"))
                )
        );

        var survey = await TimedAsync("tiles, first look (a list of 20,000 is read)", () => shelf.ReadAsync(new SurveyOrder(), default));
        var surveyAgain = await TimedAsync("tiles, again", () => shelf.ReadAsync(new SurveyOrder(), default));
        var first = await TimedAsync("objects, first look", () => shelf.CountObjectsAsync(new SurveyOrder(), default));
        var again = await TimedAsync("objects, again", () => shelf.CountObjectsAsync(new SurveyOrder(), default));

        (await shelf.CountObjectsAsync(new SurveyOrder(), default))
            .Value.Types.Sum(count => count.Normal)
            .ShouldBe(1800L * 5000 * 3, "one of ten is no science exposure");
        survey.ShouldBeLessThan(FirstMs);
        surveyAgain.ShouldBeLessThan(AgainMs);
        first.ShouldBeLessThan(FirstMs);
        again.ShouldBeLessThan(AgainMs);
    }

    private async Task<double> TimedAsync<T>(string what, Func<Task<QuickLook.Core.Results.Result<T>>> work)
    {
        var begun = Stopwatch.GetTimestamp();
        (await work()).IsSuccess.ShouldBeTrue();
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        output.WriteLine($"{Exposures} exposures: {what}: {took:F0} ms");
        return took;
    }

    private async Task<int> ExposuresAsync(SurveyOrder order)
    {
        var answer = (await shelf.ReadAsync(order, default)).Value;
        var exposures = answer.Observed.Sum(tile => tile.Exposures);
        answer.Nights.Sum(night => night.Exposures).ShouldBe(exposures);
        return exposures;
    }

    private Task AddFibermapsAsync(string which) =>
        rows.RunAsync(
            $"""
            insert into fibermap (exposure_id, path, fiber, ra_degrees, dec_degrees, object_type)
            select e.id, '', array(select n from generate_series(0, 4999) n), array_fill(1.0::float8, array[5000]), array_fill(2.0::float8, array[5000]),
                   array(select case when n % 10 = 0 then 'SKY' when (n + e.expid) % 50 = 3 then 'STD' else 'TGT' end from generate_series(0, 4999) n)
              from exposure e where {which}
            """
        );

    // Fiber by fiber and camera by camera, in another language than the code's.
    private async Task<long> BruteAsync(string type, string verdict) =>
        long.Parse(
            await rows.ReadAsync(
                $"""
                select count(*) from exposure e
                  join fibermap f on f.exposure_id = e.id
                  cross join lateral unnest(f.fiber, f.object_type) x (fiber, type)
                  join camera_run r on r.process_id = e.expid and substr(r.camera, 2)::int = x.fiber / 500
                  left join lateral (select t ->> 'quality' as q from jsonb_array_elements(r.tests) t where t ->> 'statusKey' = 'PEAKCOUNT_STATUS') j on true
                 where e.flavor = 'SCIENCE' and x.type = '{type}' and ({verdict})
                """
            ),
            CultureInfo.InvariantCulture
        );

    // Each fiber of each exposure for itself, by tile and number.
    private Task<string> BruteProgressAsync(string which) =>
        rows.ReadAsync(
            $"""
            with good as (
              select e.night, e.tile, x.fiber, x.type
                from exposure e
                join fibermap f on f.exposure_id = e.id
                cross join lateral unnest(f.fiber, f.object_type) x (fiber, type)
               where e.flavor = 'SCIENCE' and x.type in ('TGT', 'STD') and {which}
                 and exists (select from unnest(e.cameras) c (name) where substr(c.name, 2)::int = x.fiber / 500)
                 and not exists (select from unnest(e.cameras) c (name)
                                  where substr(c.name, 2)::int = x.fiber / 500
                                    and not exists (select from camera_run r, jsonb_array_elements(r.tests) t
                                                     where r.process_id = e.expid and r.camera = c.name
                                                       and t ->> 'statusKey' = 'PEAKCOUNT_STATUS' and t ->> 'quality' = 'normal'))),
            first as (select tile, fiber, min(night) as night from good group by tile, fiber),
            nights as (
              select g.night, g.type, count(distinct (g.tile, g.fiber)) as objects,
                     count(distinct (g.tile, g.fiber)) filter (where f.night = g.night) as new
                from good g join first f using (tile, fiber)
               group by g.night, g.type)
            select string_agg(to_char(night, 'YYYYMMDD') || ' ' || type || ' ' || objects || ' ' || new, E'\n' order by night, type collate "C") from nights
            """
        );

    private static Night Night(string text) => QuickLook.Core.Instrument.Night.Parse(text).Value;
}
