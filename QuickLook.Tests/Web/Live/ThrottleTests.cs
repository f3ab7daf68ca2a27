using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Live;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly ManualTime time = new();
    private int runs;

    [Fact]
    public void The_first_signal_runs_at_once()
    {
        using var throttle = Counting();

        throttle.Signal();

        runs.ShouldBe(1);
    }

    [Fact]
    public void Signals_within_the_interval_become_one_run_at_its_end()
    {
        using var throttle = Counting();
        throttle.Signal();

        throttle.Signal();
        throttle.Signal();
        time.Advance(TimeSpan.FromMilliseconds(99));
        runs.ShouldBe(1);

        time.Advance(TimeSpan.FromMilliseconds(1));
        runs.ShouldBe(2);
    }

    [Fact]
    public void After_a_pause_a_signal_runs_at_once_again()
    {
        using var throttle = Counting();
        throttle.Signal();
        time.Advance(Interval);

        throttle.Signal();

        runs.ShouldBe(2);
    }

    [Fact]
    public void A_storm_of_ten_seconds_runs_at_most_ten_times_a_second_and_ends_with_the_last_signal()
    {
        var seen = 0;
        var sent = 0;
        using var throttle = new Throttle(
            Interval,
            () =>
            {
                runs++;
                seen = sent;
                return Task.CompletedTask;
            },
            time
        );

        for (var ms = 0; ms < 10_000; ms += 3)
        {
            sent++;
            throttle.Signal();
            time.Advance(TimeSpan.FromMilliseconds(3));
        }

        time.Advance(Interval);

        runs.ShouldBeInRange(90, 101);
        seen.ShouldBe(sent);
    }

    [Fact]
    public void A_signal_during_a_run_is_run_afterwards_and_runs_never_overlap()
    {
        var gate = new TaskCompletionSource();
        using var throttle = new Throttle(
            Interval,
            () =>
            {
                runs++;
                return runs == 1 ? gate.Task : Task.CompletedTask;
            },
            time
        );
        throttle.Signal();

        throttle.Signal();
        time.Advance(TimeSpan.FromSeconds(5));
        runs.ShouldBe(1);

        gate.SetResult();
        runs.ShouldBe(2);
    }

    [Fact]
    public void Nothing_runs_after_it_is_disposed()
    {
        var throttle = Counting();
        throttle.Signal();
        throttle.Signal();

        throttle.Dispose();
        throttle.Signal();
        time.Advance(TimeSpan.FromSeconds(1));

        runs.ShouldBe(1);
    }

    private Throttle Counting() =>
        new(
            Interval,
            () =>
            {
                runs++;
                return Task.CompletedTask;
            },
            time
        );
}
