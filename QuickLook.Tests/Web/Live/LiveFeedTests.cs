using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Live;

public sealed class LiveFeedTests
{
    private readonly ManualTime time = new();
    private readonly ScriptedLiveState live;
    private readonly List<LiveFrame> frames = [];

    public LiveFeedTests() => live = new ScriptedLiveState(Moments.Empty(time.GetUtcNow()));

    [Fact]
    public void What_happened_before_the_feed_started_is_in_its_first_frame()
    {
        using var feed = Feed();
        live.Set(snapshot => snapshot with { Waiting = 7 });

        feed.Start();

        frames.ShouldHaveSingleItem().Snapshot.Waiting.ShouldBe(7);
    }

    [Fact]
    public void The_last_change_of_a_storm_is_shown()
    {
        using var feed = Feed();
        feed.Start();

        for (var waiting = 1; waiting <= 500; waiting++)
        {
            live.Set(snapshot => snapshot with { Waiting = waiting });
        }

        time.Advance(LiveFeed.Interval);

        frames.Count.ShouldBe(2);
        frames[^1].Snapshot.Waiting.ShouldBe(500);
    }

    [Fact]
    public void A_quiet_feed_beats_once_a_second_so_that_a_page_knows_it_is_not_stale()
    {
        using var feed = Feed();
        feed.Start();

        time.Advance(TimeSpan.FromSeconds(10));

        frames.Count.ShouldBeInRange(10, 11);
    }

    [Fact]
    public void Lines_of_a_watched_log_make_a_frame_until_nobody_watches()
    {
        using var feed = Feed();
        feed.Start();
        time.Advance(LiveFeed.Interval);
        var watch = feed.Watch(live.PipelineLog);

        live.PipelineLog.Append(time.GetUtcNow(), RunLogLevel.Info, "first");
        frames.Count.ShouldBe(2);

        watch.Dispose();
        time.Advance(LiveFeed.Interval);
        live.PipelineLog.Append(time.GetUtcNow(), RunLogLevel.Info, "second");
        frames.Count.ShouldBe(2);
    }

    [Fact]
    public void A_disposed_feed_has_left_the_live_state()
    {
        var feed = Feed();
        feed.Start();
        live.Viewers.ShouldBe(1);

        feed.Dispose();

        live.Viewers.ShouldBe(0);
    }

    private LiveFeed Feed()
    {
        var feed = new LiveFeed(live, time);
        feed.Show = frame =>
        {
            frames.Add(frame);
            return Task.CompletedTask;
        };
        return feed;
    }
}
