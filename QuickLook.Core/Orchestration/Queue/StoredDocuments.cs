using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
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

    /// <summary>The values at the metrics' paths; one null element where there is no number, nothing for a document that is not JSON.</summary>
    public static ImmutableDictionary<string, ImmutableArray<double?>> Trends(
        ReadOnlyMemory<byte> document,
        IEnumerable<TrendMetric> metrics
    )
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return metrics.ToImmutableDictionary(
                metric => metric.Key,
                metric => Values(json.RootElement, metric.Path),
                StringComparer.Ordinal
            );
        }
        catch (JsonException)
        {
            // The document is kept as it is and shown as it is; only it has no trend values.
            return ImmutableDictionary<string, ImmutableArray<double?>>.Empty;
        }
    }

    private static ImmutableArray<double?> Values(JsonElement root, ImmutableArray<string> path)
    {
        var at = root;
        foreach (var key in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
            {
                return [null];
            }
        }

        return at.ValueKind == JsonValueKind.Array && at.GetArrayLength() is > 0 and <= MostElements
            ? [.. at.EnumerateArray().Select(Number)]
            : [Number(at)];
    }

    private static double? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    private static byte[] Compress(ReadOnlyMemory<byte> document)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(document.Span);
        }

        return compressed.ToArray();
    }
}
