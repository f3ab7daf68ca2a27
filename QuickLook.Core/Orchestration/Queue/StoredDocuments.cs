using System.Collections.Immutable;
using System.IO.Compression;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>What the database keeps of a merged document: its compressed bytes, and the values that are followed over time.</summary>
internal static class StoredDocuments
{
    // A trend is followed per amplifier or axis; lists per fiber stay in the document.
    private const int MostElements = 16;

    /// <summary>The document of a run.</summary>
    public static DocumentChange Make(CameraOrder order, ReadOnlyMemory<byte> document, string relativePath) =>
        new(
            order.Process.Id,
            order.Camera,
            order.Attempt,
            Compress(document),
            document.Length,
            relativePath,
            order.Process.Exposure.ObservedAt is { } observed ? Mjd.Of(observed).Days : null,
            Trends(document, order.Mappings.TrendMetrics.Values)
        );

    /// <summary>The values at the metrics' paths; one null element where there is no number, nothing for a document that cannot be read.</summary>
    public static ImmutableDictionary<string, ImmutableArray<double?>> Trends(
        ReadOnlyMemory<byte> document,
        IEnumerable<TrendMetric> metrics
    ) =>
        MergedQa.Read(document).TryGet(out var read, out _)
            ? metrics.ToImmutableDictionary(metric => metric.Key, metric => Values(read, metric), StringComparer.Ordinal)
            : ImmutableDictionary<string, ImmutableArray<double?>>.Empty;

    private static ImmutableArray<double?> Values(MergedQa document, TrendMetric metric) =>
        document.ValuesAt(metric.Path.AsSpan()) is { IsDefault: false, Length: > 0 and <= MostElements } values ? values : [null];

    /// <summary>Gzip of a document.</summary>
    public static byte[] Compress(ReadOnlyMemory<byte> document)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(document.Span);
        }

        return compressed.ToArray();
    }
}
