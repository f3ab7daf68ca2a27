using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>
/// What one camera's run says: lines to its log and the same lines and all other events to its observer, in one order. Safe for the
/// heartbeat's thread beside the run's own.
/// </summary>
internal sealed class RunReporter : IDisposable
{
    /// <summary>Name of the driver in log lines.</summary>
    public const string QuickLook = "QuickLook";

    /// <summary>Name of the set-up in log lines.</summary>
    public const string Setup = "QLConfig";

    private readonly Lock gate = new();
    private readonly CameraId camera;
    private readonly IProgress<RunEvent> observer;
    private readonly TimeProvider time;
    private RunLogFile? file;

    public RunReporter(CameraId camera, IProgress<RunEvent> observer, TimeProvider time, RunLogFile? file)
    {
        this.camera = camera;
        this.observer = observer;
        this.time = time;
        this.file = file;
    }

    public TimeProvider Time => time;

    public void Info(string text) => Log(QuickLook, RunLogLevel.Info, text);

    public void Log(string logger, RunLogLevel level, string text)
    {
        lock (gate)
        {
            foreach (var line in RunLogFormat.Lines(text))
            {
                Write(new LogLine(time.GetUtcNow(), camera, logger, level, line));
            }
        }
    }

    /// <summary>Reports an event that is no log line.</summary>
    /// <param name="make">Makes the event for this time and camera.</param>
    public void Report(Func<DateTimeOffset, CameraId, RunEvent> make)
    {
        lock (gate)
        {
            observer.Report(make(time.GetUtcNow(), camera));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
    }

    private void Write(LogLine line)
    {
        observer.Report(line);
        if (file is not null && !file.TryWrite(RunLogFormat.Format(line)))
        {
            file.Dispose();
            file = null;
            observer.Report(
                line with
                {
                    Logger = QuickLook,
                    Level = RunLogLevel.Warning,
                    Text = "The run log cannot be written any more; is the disk full?",
                }
            );
        }
    }
}
