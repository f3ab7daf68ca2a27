using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>The run timeline: 30 lanes in seconds since the file was complete.</summary>
/// <param name="SpanSeconds">Where the time axis ends.</param>
/// <param name="Ticks">Seconds at which a line is drawn.</param>
/// <param name="Lanes">One lane per camera that was expected, in display order.</param>
/// <param name="UsualSeconds">When a process of the flavor usually ends; null when nobody knows.</param>
/// <param name="EndSeconds">When this process ended; null while it runs.</param>
public sealed record TimelineModel(
    double SpanSeconds,
    ImmutableArray<double> Ticks,
    ImmutableArray<TimelineLane> Lanes,
    double? UsualSeconds,
    double? EndSeconds
)
{
    private const int MostTicks = 9;
    private static readonly double[] TickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];

    /// <summary>The timeline of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="now">Now.</param>
    public static TimelineModel Of(ProcessSnapshot process, DateTimeOffset now)
    {
        var end = process.EndedAt is { } ended ? Seconds(ended) : (double?)null;
        var usual = process.UsualDuration?.TotalSeconds;
        var reach = Math.Max(end ?? Math.Max(0, Seconds(now)), usual ?? 0);
        var step = Array.Find(TickSteps, candidate => reach * 1.12 / candidate <= MostTicks);
        step = step == 0 ? TickSteps[^1] : step;
        var span = Math.Max(4 * step, Math.Ceiling(reach * 1.12 / (step / 2)) * (step / 2));
        return new TimelineModel(
            span,
            [.. Enumerable.Range(0, (int)(span / step) + 1).Select(tick => tick * step)],
            [.. process.Cameras.Where(camera => camera.Presence != CameraPresence.AbsentByDesign).Select(camera => Lane(process, camera))],
            usual,
            end
        );

        double Seconds(DateTimeOffset at) => (at - process.ArrivedAt).TotalSeconds;
    }

    private static TimelineLane Lane(ProcessSnapshot process, CameraSnapshot camera)
    {
        var marks = new List<TimelineMark>();
        var bars = new List<TimelineBar>();
        for (var stage = 0; stage < camera.Stages.Length; stage++)
        {
            var snapshot = camera.Stages[stage];
            if (snapshot.StartedAt is not { } started)
            {
                continue;
            }

            var from = Since(process, started);
            var to = snapshot.EndedAt is { } ended ? Since(process, ended) : (double?)null;
            bars.Add(new TimelineBar(from, to, snapshot.State is StageState.Failed or StageState.Stopped ? "fail" : Fill(stage, to)));
            if (snapshot.Quality is Quality.Alarm or Quality.Warning)
            {
                marks.Add(new TimelineMark(to ?? from, StatusOf.Verdict(snapshot.Quality), null));
            }

            if (snapshot.State is StageState.Failed or StageState.Stopped && to is { } at)
            {
                var word = snapshot.State == StageState.Failed ? "failed" : "stopped";
                marks.Add(new TimelineMark(at, Status.NotComputed, $"{camera.Camera} {word} {Elapsed.Clock(TimeSpan.FromSeconds(at))}"));
            }
        }

        var start = camera.StartedAt is { } begun ? Since(process, begun) : (double?)null;
        return new TimelineLane(camera.Camera, camera.Presence, start, [.. bars], [.. marks]);
    }

    private static string Fill(int stage, double? end) => end is null ? "run" : $"step-{Math.Min(stage, 2) + 1}";

    private static double Since(ProcessSnapshot process, DateTimeOffset at) => Math.Max(0, (at - process.ArrivedAt).TotalSeconds);
}

/// <summary>One camera of the timeline.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Presence">Whether it takes part.</param>
/// <param name="StartSeconds">When its run began; null before.</param>
/// <param name="Bars">Its stages so far.</param>
/// <param name="Marks">What happened on the way.</param>
public sealed record TimelineLane(
    CameraId Camera,
    CameraPresence Presence,
    double? StartSeconds,
    ImmutableArray<TimelineBar> Bars,
    ImmutableArray<TimelineMark> Marks
);

/// <summary>A stage of a camera.</summary>
/// <param name="From">Seconds.</param>
/// <param name="To">Seconds; null while it runs: the bar then grows with the clock.</param>
/// <param name="Fill">Class of the fill.</param>
public sealed record TimelineBar(double From, double? To, string Fill);

/// <summary>Something that happened.</summary>
/// <param name="At">Seconds.</param>
/// <param name="Status">Its glyph.</param>
/// <param name="Label">Its label; null when the glyph says enough.</param>
public sealed record TimelineMark(double At, Status Status, string? Label);
