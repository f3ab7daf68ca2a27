using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines.Children;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Pipeline.Engines.Children;

public class ChildReportTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 11, 0, 0, 123, TimeSpan.Zero);
    private static readonly CameraId Camera = CameraId.Parse("b3").Value;

    public static TheoryData<RunEvent> Events =>
        [
            new StepStarted(At, Camera, "Preproc"),
            new StepFinished(At, Camera, "Preproc"),
            new LogLine(At, Camera, "Get_RMS", RunLogLevel.Warning, "a \"line\" with \u00e5 and \\"),
            new TestJudged(At, Camera, "Get_RMS", "NOISE_AMP_STATUS", Quality.Normal, null, null),
            new TestJudged(At, Camera, "Get_RMS", "NOISE_AMP_STATUS", Quality.NotComputed, null, "why", "normal 1 - 2"),
        ];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_comes_out_as_it_went_in(RunEvent happened)
    {
        ChildReport.TryRead(ChildReport.Write(happened), Camera, out var read, out var outcome).ShouldBeTrue();
        read.ShouldBe(happened);
        outcome.ShouldBeNull();
    }

    [Fact]
    public void A_value_that_is_not_finite_becomes_null_as_in_documents()
    {
        var value = new JsonArray(1.5, double.NaN, 3);
        var line = ChildReport.Write(new TestJudged(At, Camera, "Get_RMS", "NOISE_AMP_STATUS", Quality.Unknown, value, null));

        ChildReport.TryRead(line, Camera, out var read, out _).ShouldBeTrue();
        ((TestJudged)read!).Value!.ToJsonString().ShouldBe("[1.5,null,3]");
    }

    [Fact]
    public void An_outcome_comes_out_as_it_went_in_but_for_the_document_which_stays_on_disk()
    {
        var outcome = new CameraRunOutcome(
            RunState.Failed,
            Quality.Alarm,
            "why",
            "Preproc",
            "/out/ql-mergedQA.json",
            new byte[] { 1 },
            FailureKind.Transient
        );

        ChildReport.TryRead(ChildReport.Write(outcome), Camera, out var happened, out var read).ShouldBeTrue();
        read.ShouldBe(outcome with { MergedQa = null });
        happened.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"is\":5}")]
    [InlineData("{\"is\":\"step-started\",\"at\":\"yesterday\"}")]
    [InlineData("{\"is\":\"outcome\",\"state\":\"Great\"}")]
    [InlineData("{\"is\":\"outcome\",\"is\":\"outcome\"}")]
    public void A_line_that_is_nothing_of_ours_is_passed_over(string line) =>
        ChildReport.TryRead(line, Camera, out _, out _).ShouldBeFalse();
}
