using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Orchestration.Tracking;

public sealed class CameraProgressTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;

    [Fact]
    public async Task A_test_that_has_nothing_to_say_is_done_without_a_verdict_and_keeps_its_reason()
    {
        var plan = StagePlan.Of((await MappingFiles.LoadAsync(MappingFiles.Product)).Flavors[Flavor.Zero]);
        var snapshot = new CameraSnapshot(B0, CameraPresence.Present, RunState.Queued, Quality.None, null, null, null, plan.NotBegun());
        var progress = new CameraProgress(plan, snapshot);
        progress.Start(At, attempt: 1);
        progress.Apply(new StepStarted(At, B0, "Preproc"));
        var before = progress.Snapshot.Stages[0].UnitsDone;

        progress.Apply(new TestJudged(At, B0, "Get_RMS", "NOISE_AMP_STATUS", Quality.None, null, "absent by design"));

        var stage = progress.Snapshot.Stages[0];
        stage.UnitsDone.ShouldBe(before + 1);
        (stage.Quality, progress.Snapshot.Quality).ShouldBe((Quality.None, Quality.None), "neither a pass nor a failure");
        var test = stage.Tests.Single(each => each.StatusKey == "NOISE_AMP_STATUS");
        (test.Quality, test.Explanation, test.IsNotApplicable).ShouldBe((Quality.None, "absent by design", true));
        stage.Tests.Single(each => each.StatusKey == "BIAS_AMP_STATUS").IsNotApplicable.ShouldBeFalse("it is not judged yet");
        progress.Tests.ShouldHaveSingleItem().Explanation.ShouldBe("absent by design", "it is kept in the table too");
    }
}
