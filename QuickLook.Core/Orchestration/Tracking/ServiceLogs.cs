using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>The pipeline log and the discovery log: each line goes to the screens and waits to be stored. Used by the tracker's thread only.</summary>
internal sealed class ServiceLogs(LiveState live, PendingWrites pending)
{
    private long lastId;

    /// <summary>Lines of the pipeline log.</summary>
    public void Tell(IEnumerable<Narration> lines)
    {
        foreach (var line in lines)
        {
            Tell(line);
        }
    }

    /// <summary>A line of the pipeline log.</summary>
    public void Tell(Narration line) => Write(ServiceLog.Pipeline, live.PipelineLog, line);

    /// <summary>A line of the discovery log.</summary>
    public void Discovered(Narration line) => Write(ServiceLog.Discovery, live.DiscoveryLog, line);

    /// <summary>A number in microseconds, but never twice the same and never backwards.</summary>
    public long NextId(DateTimeOffset at) => lastId = Math.Max(lastId + 1, at.UtcTicks / TimeSpan.TicksPerMicrosecond);

    private void Write(ServiceLog log, LiveLog lines, Narration line)
    {
        lines.Append(line.At, line.Level, line.Text, line.Camera, line.Logger, line.Verdict);
        var camera = line.Camera?.ToString() ?? string.Empty;
        pending.Add(log, new StoredLogLine(NextId(line.At), line.At, line.Level, line.Verdict, camera, line.Logger, line.Text));
    }
}
