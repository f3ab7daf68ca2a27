using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Logs;

namespace QuickLook.Tests.Web.Shared;

public sealed class LogTailTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 14, 32, TimeSpan.Zero);

    [Fact]
    public void Each_pull_takes_what_is_new()
    {
        var log = new LiveLog(10);
        var tail = new LogTail(log);
        Write(log, 3);
        tail.Pull();
        Write(log, 2);
        tail.Pending.ShouldBe(2);

        tail.Pull();

        tail.Lines.Select(line => line.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        tail.Pending.ShouldBe(0);
    }

    [Fact]
    public void Lines_that_the_log_has_dropped_are_dropped()
    {
        var log = new LiveLog(4);
        var tail = new LogTail(log);
        Write(log, 3);
        tail.Pull();

        Write(log, 3);
        tail.Pull();

        tail.Lines.Select(line => line.Sequence).ShouldBe([3, 4, 5, 6]);
    }

    [Fact]
    public void A_log_that_was_cleared_is_empty_and_goes_on()
    {
        var log = new LiveLog(10);
        var tail = new LogTail(log);
        Write(log, 3);
        tail.Pull();

        log.Clear();
        tail.Pull();
        tail.Lines.ShouldBeEmpty();

        Write(log, 1);
        tail.Pull();
        tail.Lines.ShouldHaveSingleItem().Sequence.ShouldBe(4);
    }

    [Fact]
    public void A_filter_keeps_warnings_and_above_or_what_contains_a_text()
    {
        var log = new LiveLog(10);
        log.Append(At, RunLogLevel.Info, "Starting to run step Preproc");
        log.Append(At, RunLogLevel.Info, "NOISE_AMP_STATUS: ALARM", verdict: Quality.Alarm);
        log.Append(At, RunLogLevel.Warning, "no mask");
        var tail = new LogTail(log);
        tail.Pull();

        tail.Filter = new LogFilter(LogWeight.Warning, string.Empty);
        tail.Lines.Select(line => line.Sequence).ShouldBe([2, 3]);

        tail.Filter = new LogFilter(LogWeight.Info, "PREPROC");
        tail.Lines.ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    private static void Write(LiveLog log, int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            log.Append(At, RunLogLevel.Info, "a line");
        }
    }
}
