using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Logging;

namespace QuickLook.Tests.Core.Pipeline;

public class HeartbeatTests
{
    [Fact]
    public void What_lasts_longer_than_five_seconds_says_again_that_it_runs_for_two_minutes()
    {
        var time = new SteppedTime();
        var recorder = new GoldenRun.Recorder();
        using var reporter = new RunReporter(default, recorder, time, file: null);

        using (Heartbeat.Start(reporter, "Preproc"))
        {
            time.Advance(seconds: 12);
            recorder.Events.Length.ShouldBe(3, "at once, after 5 s and after 10 s");
            time.Advance(seconds: 600);
        }

        time.Advance(seconds: 100);
        recorder.Events.Length.ShouldBe(25, "once, and every 5 s up to 120 s");
        recorder.Events.Cast<LogLine>().ShouldAllBe(line => line.Text == "Running Preproc");
    }

    /// <summary>A clock that moves when told to and runs its one timer on the way.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long ticks;
        private long next;
        private long interval;
        private TimerCallback? ring;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            period.ShouldBe(dueTime);
            (ring, interval, next) = (callback, period.Ticks, ticks + period.Ticks);
            return new Beat(this);
        }

        public void Advance(int seconds)
        {
            var end = ticks + (seconds * TimeSpan.TicksPerSecond);
            while (ring is { } callback && next <= end)
            {
                ticks = next;
                next += interval;
                callback(null);
            }

            ticks = end;
        }

        private sealed class Beat(SteppedTime owner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose() => owner.ring = null;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
