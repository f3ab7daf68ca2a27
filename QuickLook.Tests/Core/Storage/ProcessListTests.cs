using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Tests.Core.Orchestration;

namespace QuickLook.Tests.Core.Storage;

/// <summary>The lists that screens show, over what a real service has left in a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class ProcessListTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Operator = new("Vera", Permission.Look | Permission.Operate);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task Pages_filters_and_orders_are_made_by_the_database()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await ObserveAsync(database);
        await using var opened = PostgresFixture.Open(database);
        var list = new ProcessListStore(opened, new TransitionStore(opened));

        var newest = (await list.ListAsync(new ProcessFilter(), 0, 2, default)).Value;
        newest.Total.ShouldBe(4);
        newest.Rows.Select(row => row.Exposure.Number).ShouldBe([103, 102]);
        var rest = (await list.ListAsync(new ProcessFilter(), 2, 10, default)).Value;
        rest.Rows.Select(row => row.Exposure.Number).ShouldBe([101, 101]);
        (await list.ListAsync(new ProcessFilter(), 40, 10, default)).Value.Rows.ShouldBeEmpty();

        await ShowsAsync(new ProcessFilter { State = RunState.Failed }, 102);
        await ShowsAsync(new ProcessFilter { State = RunState.Succeeded }, 103, 101, 101);
        await ShowsAsync(new ProcessFilter { Exposure = new ExposureId(101) }, 101, 101);
        await ShowsAsync(new ProcessFilter { Night = Night.Parse("20201108").Value }, []);
        await ShowsAsync(new ProcessFilter { Night = newest.Rows[0].Night, Flavor = "zero" }, 103, 102, 101, 101);
        await ShowsAsync(new ProcessFilter { Flavor = "arc" }, []);
        await ShowsAsync(new ProcessFilter { Engine = "native" }, 103, 101, 101);
        await ShowsAsync(new ProcessFilter { Origin = ExposureOrigin.Import }, []);
        await ShowsAsync(new ProcessFilter { Order = ProcessOrder.Exposure, Ascending = true }, 101, 101, 102, 103);
        await ShowsAsync(new ProcessFilter { Order = ProcessOrder.Exposure }, 103, 102, 101, 101);
        foreach (var order in Enum.GetValues<ProcessOrder>())
        {
            (await list.ListAsync(new ProcessFilter { Order = order }, 0, 10, default)).Value.Rows.Length.ShouldBe(4, $"{order}");
        }

        var took = (await list.ListAsync(new ProcessFilter { Order = ProcessOrder.Took }, 0, 10, default)).Value.Rows;
        took.Select(row => row.EndedAt - row.StartedAt ?? TimeSpan.Zero).ShouldBeInOrder(SortDirection.Descending);
        (await list.ListChoicesAsync(default)).Value.Engines.ShouldBe(["native"]);
        (await list.ListChoicesAsync(default)).Value.Flavors.ShouldContain("zero");

        async Task ShowsAsync(ProcessFilter filter, params int[] exposures)
        {
            var page = (await list.ListAsync(filter, 0, 10, default)).Value;
            page.Rows.Select(row => row.Exposure.Number).ShouldBe(exposures, $"{filter}");
            page.Total.ShouldBe(exposures.Length);
        }
    }

    [Fact]
    public async Task A_process_knows_its_cameras_its_past_and_which_of_its_exposure_is_the_answer()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await ObserveAsync(database);
        await using var opened = PostgresFixture.Open(database);
        var list = new ProcessListStore(opened, new TransitionStore(opened));
        var both = (await list.ListAsync(new ProcessFilter { Exposure = new ExposureId(101) }, 0, 10, default)).Value.Rows;
        var (again, first) = (both[0], both[1]);

        first.ShouldSatisfyAllConditions(
            row => row.Cameras.ShouldBe(3),
            row => row.CamerasSucceeded.ShouldBe(3),
            row => row.CamerasFailed.ShouldBe(0),
            row => row.IsAnswer.ShouldBeFalse(),
            row => row.RequestedBy.ShouldBe("QuickLook")
        );
        again.ShouldSatisfyAllConditions(
            row => row.Cameras.ShouldBe(1),
            row => row.IsAnswer.ShouldBeTrue(),
            row => row.IsPinned.ShouldBeFalse(),
            row => row.RequestedBy.ShouldBe("Vera")
        );

        (await service.Queue.PinAsync(Operator, first.Id, default)).Failure.ShouldBeNull();
        var record = (await list.FindAsync(first.Id, default)).Value;
        record.OfExposure.Select(row => (row.Id, row.IsPinned, row.IsAnswer)).ShouldBe([(again.Id, false, false), (first.Id, true, true)]);
        record.PinnedBy.ShouldBe("Vera");
        record.Configuration.ShouldNotBeEmpty();
        record.Process.Cameras.Length.ShouldBe(3);
        record.Transitions.Where(change => change.Camera is null).Select(change => change.State).ShouldContain(RunState.Succeeded);
        record.Transitions.Select(change => change.At).ShouldBeInOrder(SortDirection.Ascending);
        (await list.FindAsync(99_999, default)).Failure!.Reason.ShouldBe("there is no process 99999");
    }

    // 101 twice (all cameras, then one), 102 broken, 103: four processes.
    private async Task<RunningService> ObserveAsync(string database)
    {
        var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        await observatory.TakeAsync(101);
        var first = (await service.UntilEndedAsync(101)).Process!.ProcessId;
        var exposure = (await service.UntilStoredAsync(first)).Exposure.Id;
        var order = new ReprocessOrder { ExposureIds = [exposure], Cameras = [Observatory.Cameras[1]] };
        await service.UntilStoredAsync((await service.Queue.ReprocessAsync(Operator, order, default)).Value.Queued.Single());
        await observatory.TakeAsync(102, change: bytes => bytes[..(bytes.Length / 2)]);
        await service.UntilEndedAsync(102);
        await observatory.TakeAsync(103);
        await service.UntilStoredAsync((await service.UntilEndedAsync(103)).Recent.Single(each => each.Exposure.Number == 103).ProcessId);
        return service;
    }
}
