using System.Diagnostics;
using System.Globalization;
using Npgsql;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Trends;
using QuickLook.Tests.Core.Storage;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Analysis;

/// <summary>Values over time over a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class TrendShelfTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private const double SlowestMs = 1500;
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;
    private static readonly Quantity Bias = new(QuantityKind.Metric, "bias");

    private QuickLookDatabase database = null!;
    private NpgsqlDataSource source = null!;
    private ExposureRows rows = null!;
    private TrendShelf shelf = null!;

    public async Task InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync();
        database = PostgresFixture.Open(connection);
        source = NpgsqlDataSource.Create(connection);
        rows = new ExposureRows(source);
        shelf = new TrendShelf(new TrendStore(database));
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_metric_comes_in_order_of_time_with_one_series_per_camera()
    {
        await rows.AddAsync(20, "{b0,r0,z0}");

        var answer = (await shelf.ReadAsync(new SeriesOrder(Bias) { Cameras = [R0, B0] }, default)).Value;

        answer.IsCut.ShouldBeFalse();
        answer.Series.Select(series => series.Camera).ShouldBe([B0, R0]);
        var points = answer.Series[1].Points;
        points.Select(point => point.Exposure.Number).ShouldBe(Enumerable.Range(100, 20));
        points[3].Values.ShouldBe([1103, 1104, double.NaN, 1106]);
        points[3].ProcessId.ShouldBe(103);
        points[3].At.Days.ShouldBe(60980.75 + (3 / 144.0), 1e-9);
        points[3].Quality.ShouldBe(Quality.None);
    }

    [Fact]
    public async Task Nights_flavor_and_program_choose_whatever_their_case()
    {
        await rows.AddAsync(130, "{b0}");
        var order = new SeriesOrder(Bias) { Cameras = [B0] };

        (await CountAsync(order with { First = Night("20261102"), Last = Night("20261102") })).ShouldBe(60);
        (await CountAsync(order with { Last = Night("20261101") })).ShouldBe(60);
        (await CountAsync(order with { First = Night("20261103") })).ShouldBe(10);
        (await CountAsync(order with { Flavor = "science" })).ShouldBe(117);
        (await CountAsync(order with { Program = "Dark" })).ShouldBe(65);
        (await CountAsync(order with { Flavor = "arc" })).ShouldBe(0);
        var span = (await shelf.FindSpanAsync(default)).Value;
        span.First.ShouldBe(Night("20261101"));
        span.Last.ShouldBe(Night("20261103"));
        span.Flavors.ShouldBe(["science", "zero"]);
        span.Programs.ShouldBe(["bright", "dark"]);
    }

    [Fact]
    public async Task The_judged_value_of_a_test_has_its_verdict()
    {
        await rows.AddAsync(8, "{b0}");

        var series = (
            await shelf.ReadAsync(new SeriesOrder(new Quantity(QuantityKind.Test, "Get_RMS")) { Cameras = [B0] }, default)
        ).Value.Series.Single();

        series.Points[0].Values.ShouldBe([2.5, double.NaN, 2.7, 2.8]);
        series.Points.Single(point => point.Exposure.Number == 105).Quality.ShouldBe(Quality.Warning);
        series.Points.Count(point => point.Quality == Quality.Normal).ShouldBe(7);
    }

    [Fact]
    public async Task Each_value_that_a_test_judges_is_followed_by_its_own_name_and_the_first_by_that_of_the_test()
    {
        await rows.AddAsync(3, "{b0}");
        await rows.RunAsync(
            """
            update camera_run set tests = tests || jsonb_build_array(
              jsonb_build_object('test', 'CountSpectralBins', 'statusKey', 'NGOODFIB_STATUS', 'quality', 'normal', 'limits', '', 'value', 500),
              jsonb_build_object('test', 'CountSpectralBins', 'statusKey', 'LAMP_LEVEL_STATUS', 'quality', 'alarm', 'limits', '', 'value', 7.5))
             where process_id <> 101
            """
        );

        (await ReadAsync("NGOODFIB")).ShouldBe([(100, 500, Quality.Normal), (102, 500, Quality.Normal)]);
        (await ReadAsync("LAMP_LEVEL")).ShouldBe([(100, 7.5, Quality.Alarm), (102, 7.5, Quality.Alarm)]);
        (await ReadAsync("CountSpectralBins")).ShouldBe(await ReadAsync("NGOODFIB"));
        (await ReadAsync("NOISE_AMP")).ShouldBe(await ReadAsync("Get_RMS"));
        (await ReadAsync("LAMP_PEAKS")).ShouldBeEmpty();

        async Task<List<(int Exposure, double Value, Quality Quality)>> ReadAsync(string key) =>
            [
                .. (await shelf.ReadAsync(new SeriesOrder(new Quantity(QuantityKind.Test, key)) { Cameras = [B0] }, default))
                    .Value.Series.SelectMany(series => series.Points)
                    .Select(point => (point.Exposure.Number, point.Values[0], point.Quality)),
            ];
    }

    [Fact]
    public async Task Quantities_of_the_exposure_need_no_camera_and_are_dated_by_its_start()
    {
        await rows.AddAsync(5, "{b0}");
        await rows.RunAsync(
            "update exposure set airmass = null where expid = 102; update exposure set observed_at = null where expid = 103"
        );

        var series = (await shelf.ReadAsync(new SeriesOrder(Quantity.Airmass), default)).Value.Series.Single();

        series.Camera.ShouldBeNull();
        series.Points.Select(point => (point.Exposure.Number, point.Values[0])).ShouldBe([(100, 1), (101, 1.01), (104, 1.04)]);
        series.Points[0].At.Days.ShouldBe(Mjd.Of(DateTimeOffset.Parse("2026-11-01T18:00Z", CultureInfo.InvariantCulture)).Days, 1e-9);
    }

    [Fact]
    public async Task Only_the_answer_of_an_exposure_counts_and_a_pin_is_heeded()
    {
        await rows.AddAsync(2, "{b0}");
        await rows.RunAsync(
            """
            insert into process select (jsonb_populate_record(p, '{"id": 900}')).* from process p where id = 101;
            insert into camera_run (process_id, camera, attempt, failures, state, quality, reason, failed_step, log_path, stages, tests)
              values (900, 'b0', 1, 0, 'succeeded', 'normal', '', '', '', '[]', '[]');
            insert into trend_value select id, 'bias', 'b0', 60980.8, array[5.0] from camera_run where process_id = 900;
            """
        );
        var order = new SeriesOrder(Bias) { Cameras = [B0] };

        (await shelf.ReadAsync(order, default)).Value.Series.Single().Points.Select(point => point.ProcessId).ShouldBe([100L, 900L]);

        await rows.RunAsync("update exposure set pinned_process_id = 101 where expid = 101");
        (await shelf.ReadAsync(order, default)).Value.Series.Single().Points.Select(point => point.ProcessId).ShouldBe([100L, 101L]);
    }

    [Fact]
    public async Task The_newest_are_kept_when_there_are_too_many_and_it_is_said()
    {
        await rows.AddAsync(30, "{b0,r0}");

        var answer = (await shelf.ReadAsync(new SeriesOrder(Bias) { Cameras = [B0, R0], Most = 10 }, default)).Value;

        answer.IsCut.ShouldBeTrue();
        answer.Series.Sum(series => series.Points.Length).ShouldBe(10);
        answer.Series[0].Points.Select(point => point.Exposure.Number).ShouldBe(Enumerable.Range(125, 5));
    }

    [Fact]
    public async Task What_cannot_be_had_is_said()
    {
        (await shelf.ReadAsync(new SeriesOrder(Bias), default)).Failure!.Reason.ShouldContain("at least one must be named");
        (await shelf.ReadAsync(new SeriesOrder(new Quantity(QuantityKind.Exposure, "mood")), default)).Failure!.Reason.ShouldBe(
            "exposures have no 'mood'; they have airmass, exptime, seeing"
        );
        (await shelf.ReadAsync(new SeriesOrder(Bias) { Cameras = [B0] }, default)).Value.Series.ShouldBeEmpty();
        (await shelf.FindSpanAsync(default)).Value.First.ShouldBeNull();
    }

    [Fact]
    public async Task A_camera_over_5000_exposures_among_30_cameras_is_read_quickly()
    {
        var cameras = $"{{{string.Join(',', CameraId.All)}}}";
        await rows.AddAsync(5000, cameras);
        await rows.RunAsync("analyze");
        Quantity[] quantities = [Bias, new(QuantityKind.Test, "Get_RMS"), Quantity.Airmass];
        foreach (var quantity in quantities)
        {
            var best = double.MaxValue;
            for (var turn = 0; turn < 3; turn++)
            {
                var clock = Stopwatch.StartNew();
                (await CountAsync(new SeriesOrder(quantity) { Cameras = [B0] })).ShouldBe(5000);
                best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{quantity} over 5000 exposures: {best:F0} ms"));
            best.ShouldBeLessThan(SlowestMs);
        }
    }

    private static Night Night(string text) => QuickLook.Core.Instrument.Night.Parse(text).Value;

    private async Task<int> CountAsync(SeriesOrder order) =>
        (await shelf.ReadAsync(order, default)).Value.Series.Sum(series => series.Points.Length);
}
