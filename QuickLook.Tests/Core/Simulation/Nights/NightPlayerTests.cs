using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;
using QuickLook.Tests.Web.Live;

namespace QuickLook.Tests.Core.Simulation.Nights;

public sealed class NightPlayerTests : IDisposable
{
    private static readonly SpectrographSimulator Simulator = new(new SimulatedInstrument { Size = InstrumentSize.Tiny });
    private readonly string rawRoot = Directory.CreateTempSubdirectory("quicklook-night-").FullName;

    public void Dispose() => Directory.Delete(rawRoot, recursive: true);

    [Fact]
    public async Task The_exposures_of_a_plan_arrive_in_order_with_their_own_headers()
    {
        var plan = Plan(3);
        var written = new List<int>();
        var player = new NightPlayer(Simulator, TimeProvider.System) { Written = (order, _) => written.Add(order.Exposure.Number) };

        (await player.PlayAsync(rawRoot, plan, default)).Value.ShouldBe(3);

        written.ShouldBe(plan.Select(order => order.Exposure.Number));
        using var raw = RawExposure.Open(RawFile(plan[2])).Value;
        raw.Metadata.Exposure.ShouldBe(plan[2].Exposure);
        raw.Metadata.Night.ShouldBe(plan[2].Night);
        raw.Metadata.ObservedAt!.Value.ShouldBe(plan[2].ObservedAt, TimeSpan.FromSeconds(1));
        raw.Cameras.ShouldBe(plan[2].Cameras);
    }

    [Fact]
    public async Task Each_exposure_waits_for_the_cadence()
    {
        var time = new ManualTime();
        var written = 0;
        var player = new NightPlayer(Simulator, time) { Cadence = _ => TimeSpan.FromSeconds(60), Written = (_, _) => written++ };

        var playing = player.PlayAsync(rawRoot, Plan(3), default);
        await WaitUntilAsync(() => written == 1 && time.HasTimer);
        time.Advance(TimeSpan.FromSeconds(59));
        time.HasTimer.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        await WaitUntilAsync(() => written == 2 && time.HasTimer);
        time.Advance(TimeSpan.FromSeconds(60));

        (await playing.WaitAsync(TimeSpan.FromSeconds(20))).Value.ShouldBe(3);
        written.ShouldBe(3);
    }

    [Fact]
    public async Task An_exposure_that_cannot_be_written_ends_the_night_unless_somebody_passes_it_over()
    {
        var plan = Plan(3);
        plan[1] = plan[1] with { ExposureSeconds = -1 };

        (await new NightPlayer(Simulator, TimeProvider.System).PlayAsync(rawRoot, plan, default)).Failure!.Reason.ShouldContain("-1 s");
        var player = new NightPlayer(Simulator, TimeProvider.System) { Unwritten = (_, _) => true };
        (await player.PlayAsync(rawRoot, plan, default)).Value.ShouldBe(2);
    }

    [Fact]
    public async Task A_raw_file_appears_whole_or_not_at_all_and_after_its_fibermap()
    {
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var watching = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    foreach (var path in Directory.EnumerateFiles(rawRoot, "desi-*.fits.fz", SearchOption.AllDirectories))
                    {
                        looks++;
                        FitsFile.CheckComplete(path).Value.IsComplete.ShouldBeTrue(path);
                        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "fibermap-*.fits").ShouldNotBeEmpty();
                    }
                }
            },
            CancellationToken.None
        );

        var science = NightPlan.Make(Night()).Where(order => order.Flavor == Flavor.Science).Take(2).ToList();
        (await new NightPlayer(Simulator, TimeProvider.System).PlayAsync(rawRoot, science, default)).IsSuccess.ShouldBeTrue();
        await stop.CancelAsync();
        await watching;

        looks.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_raw_root_that_cannot_be_written_ends_the_night_with_a_reason()
    {
        var blocked = Path.Combine(rawRoot, "file");
        await File.WriteAllTextAsync(blocked, "in the way");

        (await new NightPlayer(Simulator, TimeProvider.System).PlayAsync(blocked, Plan(1), default)).Failure.ShouldNotBeNull();
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    private static NightOrder Night() =>
        new()
        {
            Night = new Night(new DateOnly(2020, 11, 12)),
            FirstExposure = new ExposureId(500),
            Seed = 1,
            Cameras = [CameraId.Parse("r0").Value],
        };

    private static List<ExposureOrder> Plan(int count) => [.. NightPlan.Make(Night()).Take(count)];

    private string RawFile(ExposureOrder order) =>
        Path.Combine(rawRoot, order.Night.ToString(), order.Exposure.ToString(), $"desi-{order.Exposure}.fits.fz");
}
