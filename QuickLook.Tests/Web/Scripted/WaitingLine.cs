using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A queue as a control room sees it after a busy hour.</summary>
public static class WaitingLine
{
    /// <summary>So many live ones, then so many of the backlog.</summary>
    public static QueueSnapshot Of(int live, int backlog, DateTimeOffset now, QueuePause pause = QueuePause.None) =>
        new(live, backlog, pause, [.. Enumerable.Range(1, live + backlog).Select(position => Waiting(position, position <= live, now))]);

    private static QueuedProcess Waiting(int position, bool isLive, DateTimeOffset now) =>
        new(
            4711 + position,
            position,
            isLive ? ProcessLane.Live : ProcessLane.Backlog,
            new ExposureId(isLive ? 12345 + position : 11000 + position),
            Night.Parse(isLive ? "20261125" : "20261119").Value,
            position % 3 == 0 ? "arc" : "science",
            position % 3 == 0 ? default : ObservingProgram.Dark,
            30,
            isLive || position % 2 == 0 ? string.Empty : "desispec-0.27",
            now - TimeSpan.FromSeconds(70 * position),
            isLive ? "QuickLook" : "Vera Rubin"
        );
}
