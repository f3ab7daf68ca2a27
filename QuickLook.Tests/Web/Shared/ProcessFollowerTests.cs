using Bunit;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Shared;

public sealed class ProcessFollowerTests : WebTestContext
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private int readings;
    private StoredProcess? stored;

    [Fact]
    public void Nothing_is_read_while_no_camera_ends()
    {
        Follow(Process.ProcessId);

        Live.Set(snapshot => snapshot with { Waiting = 3 });
        Live.Set(Cameras.Id("b6"), camera => camera with { StartedAt = Time.GetUtcNow() });
        Time.Advance(Second);

        readings.ShouldBe(0);
    }

    [Fact]
    public void When_a_camera_ends_it_is_read_until_the_tables_have_caught_up()
    {
        var follower = Follow(Process.ProcessId);

        End("b6");
        follower.WaitForAssertion(() => readings.ShouldBe(1));
        Time.Advance(Second);
        follower.WaitForAssertion(() => readings.ShouldBe(2));
        stored = Stored();
        Time.Advance(Second);
        follower.WaitForAssertion(() => readings.ShouldBe(3));
        Time.Advance(10 * Second);
        readings.ShouldBe(3, "the tables have it");
        follower.RenderCount.ShouldBe(1, "it shows nothing");
    }

    [Fact]
    public void It_gives_up_on_a_table_that_never_has_it()
    {
        var follower = Follow(Process.ProcessId);
        End("b6");
        for (var second = 1; second < 40; second++)
        {
            var least = Math.Min(second, 30);
            follower.WaitForAssertion(() => readings.ShouldBeGreaterThanOrEqualTo(least));
            Time.Advance(Second);
        }

        readings.ShouldBe(30);
    }

    [Fact]
    public void Another_process_than_the_one_that_runs_is_left_alone()
    {
        Follow(Process.ProcessId - 1);

        End("b6");
        Time.Advance(Second);

        readings.ShouldBe(0);
    }

    private IRenderedComponent<ProcessFollower> Follow(long process) =>
        RenderLive<ProcessFollower>(follower =>
            follower
                .Add(one => one.ProcessId, process)
                .Add(
                    one => one.Read,
                    () =>
                    {
                        readings++;
                        return Task.FromResult(stored);
                    }
                )
        );

    // A frame carries what was set.
    private void End(string camera)
    {
        Live.Set(Cameras.Id(camera), run => run with { State = RunState.Succeeded, EndedAt = Time.GetUtcNow() });
        Time.Advance(QuickLook.Web.Live.LiveFeed.Interval);
    }

    // As the tables have it when every camera that has ended on the screens has ended there.
    private StoredProcess Stored()
    {
        var record = Processes.FindAsync(Process.ProcessId, default).Result.Value.Process;
        var ended = Process.Cameras.Where(camera => camera.State.IsFinal()).ToDictionary(camera => camera.Camera, camera => camera.State);
        return record with { Cameras = [.. ended.Select(camera => record.Cameras[0] with { Camera = camera.Key, State = camera.Value })] };
    }
}
