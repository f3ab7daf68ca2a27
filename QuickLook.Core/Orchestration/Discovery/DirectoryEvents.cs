using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>
/// Hints from the file system that a path changed. Hints may be lost, come twice or not at all (network file systems); the sweep finds what they
/// miss.
/// </summary>
internal sealed class DirectoryEvents : IDisposable
{
    // When more are waiting than this, the sweep is quicker.
    private const int MostHints = 4096;

    private readonly Channel<Hint> hints = Channel.CreateBounded<Hint>(
        new BoundedChannelOptions(MostHints) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    private readonly FileSystemWatcher? watcher;

    /// <summary>Begins to watch, if the file system lets us.</summary>
    public DirectoryEvents(string rawRoot, bool enabled, ILogger logger)
    {
        watcher = enabled ? Watch(rawRoot, logger) : null;
    }

    /// <summary>The hints, oldest first.</summary>
    public ChannelReader<Hint> Hints => hints.Reader;

    /// <inheritdoc/>
    public void Dispose() => watcher?.Dispose();

    private FileSystemWatcher? Watch(string rawRoot, ILogger logger)
    {
        try
        {
            var events = new FileSystemWatcher(rawRoot)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
                InternalBufferSize = 65536,
            };
            events.Created += (_, change) => Post(change.FullPath, wasRenamed: false);
            events.Changed += (_, change) => Post(change.FullPath, wasRenamed: false);
            events.Renamed += (_, change) => Post(change.FullPath, wasRenamed: true);
            events.Deleted += (_, change) => Post(change.FullPath, wasRenamed: false);
            events.Error += (_, problem) =>
            {
                logger.LogWarning(problem.GetException(), "Directory events were lost; the next sweep finds what they said");
                Post(rawRoot, wasRenamed: false);
            };
            events.EnableRaisingEvents = true;
            return events;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
        {
            logger.LogWarning(problem, "{RawRoot} cannot be watched (out of watches?); it is swept instead", rawRoot);
            return null;
        }
    }

    private void Post(string path, bool wasRenamed) => hints.Writer.TryWrite(new Hint(path, wasRenamed));

    /// <summary>Something happened to a path.</summary>
    /// <param name="Path">Full path.</param>
    /// <param name="WasRenamed">True when it got this name in one step.</param>
    internal readonly record struct Hint(string Path, bool WasRenamed);
}
