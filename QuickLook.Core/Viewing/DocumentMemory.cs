using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage.Documents;

namespace QuickLook.Core.Viewing;

/// <summary>
/// Merged documents that were read lately, within a bound of memory: what was not asked for longest goes first. Thread-safe. A document that was written
/// again has another key, so that an old one is never found in its place.
/// </summary>
/// <param name="mostBytes">The bound.</param>
internal sealed class DocumentMemory(long mostBytes)
{
    // A parsed number takes 12 bytes beside its text, and its text is about as long.
    private const int BytesPerPlainByte = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<StoredDocument, LinkedListNode<Kept>> kept = [];
    private readonly LinkedList<Kept> byUse = [];
    private long bytes;

    /// <summary>How much it holds, bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>A document that is held; null when it is not.</summary>
    public MergedQa? Find(StoredDocument key)
    {
        lock (gate)
        {
            if (!kept.TryGetValue(key, out var node))
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Document;
        }
    }

    /// <summary>Holds a document; one that is larger than the bound is not held.</summary>
    /// <param name="key">Which it is.</param>
    /// <param name="document">The document.</param>
    /// <param name="plainBytes">Length of its text.</param>
    public void Add(StoredDocument key, MergedQa document, int plainBytes)
    {
        var cost = (long)plainBytes * BytesPerPlainByte;
        lock (gate)
        {
            if (cost > mostBytes || kept.ContainsKey(key))
            {
                return;
            }

            bytes += cost;
            kept[key] = byUse.AddFirst(new Kept(key, document, cost));
            while (bytes > mostBytes && byUse.Last is { } oldest)
            {
                bytes -= oldest.Value.Bytes;
                kept.Remove(oldest.Value.Key);
                byUse.RemoveLast();
            }
        }
    }

    private sealed record Kept(StoredDocument Key, MergedQa Document, long Bytes);
}
