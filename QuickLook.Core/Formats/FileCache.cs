using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>
/// What was read from files, kept for as long as a file has the length and the time of change that it had: the cameras of an exposure share its fibermap, and
/// exposures share calibrations. Bounded by the bytes of the files; those that were used longest ago go first. A file that several ask for at once is read
/// once, and failures are not kept. Thread-safe.
/// </summary>
/// <typeparam name="T">An immutable type, since everybody gets the same object.</typeparam>
internal sealed class FileCache<T>
    where T : class
{
    private readonly long limitBytes;
    private readonly Func<string, Result<T>> read;
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> longestUnusedFirst = [];
    private long keptBytes;

    /// <summary>An empty cache.</summary>
    /// <param name="limitBytes">Bytes of all files whose content is kept; a larger file is read each time.</param>
    /// <param name="read">Reads a file.</param>
    public FileCache(long limitBytes, Func<string, Result<T>> read)
    {
        this.limitBytes = limitBytes;
        this.read = read;
    }

    /// <summary>Bytes of the files whose content is kept.</summary>
    public long KeptBytes
    {
        get
        {
            lock (gate)
            {
                return keptBytes;
            }
        }
    }

    /// <summary>Reads a file, or gives what was read from it before.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content; or why it cannot be read.</returns>
    public Result<T> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > limitBytes)
        {
            return read(path);
        }

        var entry = Find(path, file.Length, file.LastWriteTimeUtc);
        var isRead = false;
        try
        {
            var content = entry.Content.Value;
            isRead = content.IsSuccess;
            return content;
        }
        finally
        {
            if (!isRead)
            {
                Forget(entry);
            }
        }
    }

    private Entry Find(string path, long bytes, DateTime changed)
    {
        lock (gate)
        {
            if (entries.TryGetValue(path, out var node))
            {
                if (node.Value.Bytes == bytes && node.Value.Changed == changed)
                {
                    longestUnusedFirst.Remove(node);
                    longestUnusedFirst.AddLast(node);
                    return node.Value;
                }

                Remove(node);
            }

            while (keptBytes + bytes > limitBytes && longestUnusedFirst.First is { } oldest)
            {
                Remove(oldest);
            }

            var entry = new Entry(path, bytes, changed, new Lazy<Result<T>>(() => read(path)));
            entries.Add(path, longestUnusedFirst.AddLast(entry));
            keptBytes += bytes;
            return entry;
        }
    }

    private void Forget(Entry entry)
    {
        lock (gate)
        {
            if (entries.TryGetValue(entry.Path, out var node) && ReferenceEquals(node.Value, entry))
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        longestUnusedFirst.Remove(node);
        entries.Remove(node.Value.Path);
        keptBytes -= node.Value.Bytes;
    }

    private sealed record Entry(string Path, long Bytes, DateTime Changed, Lazy<Result<T>> Content);
}
