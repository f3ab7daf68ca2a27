using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>A reader's copy of a live log: only new lines are fetched, lines that the log forgot are forgotten. Not thread-safe.</summary>
/// <param name="log">The log.</param>
public sealed class LogTail(LiveLog log)
{
    private readonly List<LogEntry> lines = [];
    private List<LogEntry>? passing;
    private LogFilter filter = LogFilter.All;

    /// <summary>The log.</summary>
    public LiveLog Log => log;

    /// <summary>Number of the newest line that was fetched.</summary>
    public long Last { get; private set; }

    /// <summary>Lines that came since.</summary>
    public long Pending => Math.Max(0, log.LastSequence - Last);

    /// <summary>Lines that pass the filter, oldest first.</summary>
    public List<LogEntry> Lines => passing ??= filter == LogFilter.All ? lines : lines.FindAll(filter.Passes);

    /// <summary>Which lines are shown.</summary>
    public LogFilter Filter
    {
        get => filter;
        set
        {
            filter = value;
            passing = null;
        }
    }

    /// <summary>Fetches what is new.</summary>
    public void Pull()
    {
        var forgotten = lines.FindIndex(line => line.Sequence >= log.FirstSequence);
        if (forgotten != 0)
        {
            lines.RemoveRange(0, forgotten < 0 ? lines.Count : forgotten);
            passing = null;
        }

        if (log.LastSequence <= Last)
        {
            return;
        }

        var news = log.After(Last);
        lines.AddRange(news);
        Last = news.IsEmpty ? log.LastSequence : news[^1].Sequence;
        passing = null;
    }
}
