using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Tests.Core.Orchestration;

public sealed class PendingWritesTests
{
    [Fact]
    public void A_newer_state_takes_the_place_of_an_older_one()
    {
        var pending = new PendingWrites();

        pending.Add(State(1, RunState.Running));
        pending.Add(State(1, RunState.Succeeded));

        pending.Take().Processes.Single().State.ShouldBe(RunState.Succeeded);
        pending.Take().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_put_back_does_not_hide_what_has_come_since()
    {
        var pending = new PendingWrites();
        pending.Add(State(1, RunState.Running));
        var unwritten = pending.Take();
        pending.Add(State(1, RunState.Succeeded));

        pending.PutBack(unwritten);

        pending.Take().Processes.Single().State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public void An_endless_outage_costs_bounded_memory_and_the_loss_is_counted()
    {
        var pending = new PendingWrites();

        for (var line = 0; line < PendingWrites.MostLines + 5; line++)
        {
            pending.Add(ServiceLog.Pipeline, new StoredLogLine(line, default, RunLogLevel.Info, Quality.None, "", "", "text"));
        }

        pending.GivenUp.ShouldBe(5);
        pending.Take().LogLines.Length.ShouldBe(PendingWrites.MostLines);
    }

    private static ProcessChange State(long id, RunState state) => new(id, state, Quality.None, "", "", "", "", null, null);
}
