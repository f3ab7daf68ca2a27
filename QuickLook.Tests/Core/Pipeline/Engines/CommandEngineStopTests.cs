using System.Diagnostics;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Pipeline.Engines.Replay;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public sealed class CommandEngineStopTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly EngineReplay replay = new();
    private readonly TaskCompletionSource preprocessing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => replay.Dispose();

    [Theory]
    [InlineData("hangs", 1)]
    [InlineData("deaf", 2)]
    public async Task A_stop_ends_the_program_and_all_that_it_started_within_five_seconds(string mode, int processes)
    {
        using var stop = new CancellationTokenSource();
        var running = StartAsync(mode, stop.Token);
        await preprocessing.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually(() => replay.Living.Count() == processes);

        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        var run = await running;

        watch.Elapsed.ShouldBeLessThan(Promised);
        (run.Outcome.State, run.Outcome.Reason).ShouldBe((RunState.Stopped, "stopped before the end"));
        replay.Living.ShouldBeEmpty();
        run.Log[^1].ShouldEndWith("QuickLook WARNING : Stopped before the end");
    }

    [Fact]
    public async Task A_stop_before_the_start_starts_nothing()
    {
        var run = await StartAsync("good", new CancellationToken(canceled: true));

        run.Outcome.State.ShouldBe(RunState.Stopped);
        replay.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_program_leaves_running_is_ended_with_it()
    {
        var run = await StartAsync("leaves-child", CancellationToken.None);

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        replay.Living.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_leaves_the_group_on_purpose_holds_up_nobody()
    {
        var run = await StartAsync("leaves-daemon", CancellationToken.None);

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        replay.Living.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Another_service_can_end_what_one_that_died_has_left()
    {
        using var stop = new CancellationTokenSource();
        var running = StartAsync("deaf", stop.Token);
        await preprocessing.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually(() => replay.Living.Count() == 2);

        LeftoverEngines.End(replay.Output).ShouldBe(1);

        replay.Living.ShouldBeEmpty();
        (await running).Outcome.State.ShouldBe(RunState.Failed);
        LeftoverEngines.End(replay.Output).ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_only_has_the_number_of_one_that_was_left_is_left_alone()
    {
        using var stop = new CancellationTokenSource();
        var running = StartAsync("hangs", stop.Token);
        await preprocessing.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var mark = Directory.GetFiles(replay.Output, "engine.pid", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var words = (await File.ReadAllTextAsync(mark)).Split(' ');
        await File.WriteAllTextAsync(mark, $"{words[0]} {long.Parse(words[1]) - 1} {words[2]}");

        LeftoverEngines.End(replay.Output).ShouldBe(0);

        replay.Living.ShouldNotBeEmpty();
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Definitions_may_change_while_a_run_goes_on_which_keeps_its_own()
    {
        var rack = new EngineRack(TimeProvider.System, EngineProfile.QuickLook);
        rack.Replace([EngineDefinition.Native, replay.Definition("hangs")]);
        using var stop = new CancellationTokenSource();
        var running = EngineReplay.RunAsync(rack.Find("replay").Value, await replay.RequestAsync(), Recorder(), stop.Token);
        await preprocessing.Task.WaitAsync(TimeSpan.FromSeconds(30));

        rack.Replace([EngineDefinition.Native, replay.Definition("good", "A", 104, "b0") with { Version = "0.69" }]);
        using var other = new EngineReplay();
        var next = rack.Find("replay").Value;
        var second = await EngineReplay.RunAsync(next, await other.RequestAsync("A", 104, "b0"));

        second.Outcome.State.ShouldBe(RunState.PartlyFailed);
        next.Version.ShouldBe("0.69");
        running.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        (await running).Outcome.State.ShouldBe(RunState.Stopped);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    private GoldenRun.Recorder Recorder() =>
        new(each =>
        {
            if (each is StepStarted { Step: "Preproc" })
            {
                preprocessing.TrySetResult();
            }
        });

    private Task<GoldenRun> StartAsync(string mode, CancellationToken cancellationToken) =>
        replay.RunAsync(replay.Definition(mode), recorder: Recorder(), cancellationToken: cancellationToken);
}
