using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Shared;

public sealed class StatusOfTests
{
    [Theory]
    [InlineData(StageState.Done, Quality.Normal, Status.Normal)]
    [InlineData(StageState.Done, Quality.Warning, Status.Warning)]
    [InlineData(StageState.Done, Quality.Alarm, Status.Alarm)]
    [InlineData(StageState.Done, Quality.Unknown, Status.NotComputed)]
    [InlineData(StageState.Done, Quality.NotComputed, Status.NotComputed)]
    [InlineData(StageState.Done, Quality.None, Status.NoData)]
    [InlineData(StageState.Running, Quality.None, Status.Running)]
    [InlineData(StageState.Running, Quality.Normal, Status.Running)]
    [InlineData(StageState.Running, Quality.Alarm, Status.Alarm)]
    [InlineData(StageState.Waiting, Quality.None, Status.Queued)]
    [InlineData(StageState.Failed, Quality.Normal, Status.NotComputed)]
    [InlineData(StageState.Stopped, Quality.Normal, Status.NotComputed)]
    [InlineData(StageState.NotPlanned, Quality.None, Status.Absent)]
    public void A_petal_says_what_its_stage_is(StageState state, Quality quality, Status expected) =>
        StatusOf.Petal(Cameras.Camera("b0", RunState.Running, quality, Cameras.Stage(state, quality)), 0).ShouldBe(expected);

    [Fact]
    public void Only_a_verdict_of_normal_on_a_finished_stage_looks_like_a_pass()
    {
        foreach (var state in Enum.GetValues<StageState>())
        {
            foreach (var quality in Enum.GetValues<Quality>())
            {
                var camera = Cameras.Camera("b0", RunState.Running, quality, Cameras.Stage(state, quality));
                var isPass = StatusOf.Petal(camera, 0) == Status.Normal;
                isPass.ShouldBe(state == StageState.Done && quality == Quality.Normal, $"{state}, {quality}");
            }
        }
    }

    [Theory]
    [InlineData(RunState.Queued, Status.Queued)]
    [InlineData(RunState.Running, Status.Queued)]
    [InlineData(RunState.Failed, Status.NotComputed)]
    [InlineData(RunState.Stopped, Status.NotComputed)]
    [InlineData(RunState.Skipped, Status.NoData)]
    public void A_waiting_stage_is_queued_only_while_its_camera_can_still_reach_it(RunState camera, Status expected) =>
        StatusOf.Petal(Cameras.Camera("b0", camera, Quality.None, Cameras.Stage(StageState.Waiting)), 0).ShouldBe(expected);

    [Fact]
    public void A_missing_camera_has_no_data_and_one_that_is_not_expected_is_absent()
    {
        StatusOf.Petal(Cameras.Missing("z9"), 0).ShouldBe(Status.NoData);
        StatusOf.Petal(Cameras.Missing("z9", CameraPresence.AbsentByDesign), 0).ShouldBe(Status.Absent);
    }

    [Fact]
    public void Every_status_has_a_word_and_a_key_of_its_own()
    {
        Statuses.All.Select(status => status.Word()).ShouldBeUnique();
        Statuses.All.Select(status => status.Key()).ShouldBeUnique();
    }
}
