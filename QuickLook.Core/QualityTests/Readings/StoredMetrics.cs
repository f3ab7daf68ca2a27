using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>Lists what a document holds, whether or not a mapping or a test knows it.</summary>
public static class StoredMetrics
{
    private const int LongestValue = 60;
    private const string StatusEnding = "_STATUS";

    /// <summary>All metrics of all tasks and of GENERAL_INFO, by task and key; verdicts and lists that only join others are left out.</summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    public static ImmutableArray<StoredMetric> Of(MergedQa document, CameraId camera)
    {
        var metrics = ImmutableArray.CreateBuilder<StoredMetric>();
        var fibers = new DocumentFibers(document, camera.Spectrograph);
        foreach (var stage in document.Stages.Append(MergedQaKeys.GeneralInfo))
        {
            var container =
                stage == MergedQaKeys.GeneralInfo ? document.At(stage) : document.At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics);
            if (container is not { ValueKind: JsonValueKind.Object } values)
            {
                continue;
            }

            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var metric in values.EnumerateObject().Where(metric => IsMetric(metric.Name) && keys.Add(metric.Name)))
            {
                metrics.Add(Describe(camera, fibers, stage, metric.Name, metric.Value));
            }
        }

        return metrics.ToImmutable();
    }

    /// <summary>True when a document has a key, whatever stands there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="stage">Its task, or GENERAL_INFO.</param>
    /// <param name="key">Its key.</param>
    public static bool Has(MergedQa document, string stage, string key) =>
        (stage == MergedQaKeys.GeneralInfo ? document.At(stage, key) : document.At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, key))
            is not null;

    /// <summary>One metric; null when the document does not have it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    /// <param name="stage">Its task, or GENERAL_INFO.</param>
    /// <param name="key">Its key.</param>
    public static StoredMetric? Find(MergedQa document, CameraId camera, string stage, string key)
    {
        var fibers = new DocumentFibers(document, camera.Spectrograph);
        return fibers.Element(stage, key) is { } value ? Describe(camera, fibers, stage, key, value) : null;
    }

    private static bool IsMetric(string key) =>
        key is not (MergedQaKeys.FibersOf or MergedQaKeys.Origin)
        && !key.EndsWith(StatusEnding, StringComparison.Ordinal)
        && !key.EndsWith("FIBER_NUMBERS", StringComparison.Ordinal);

    private static StoredMetric Describe(CameraId camera, DocumentFibers fibers, string stage, string key, JsonElement value)
    {
        var numbers = new List<double>();
        var texts = new List<string>();
        var rows = Gather(value, numbers, texts, depth: 0);
        var shape = ShapeOf(camera, fibers, stage, key, value, numbers.Count, texts.Count, rows);
        return new StoredMetric(stage, key, shape, numbers.Count + texts.Count, Short(numbers, texts));
    }

    private static MetricShape ShapeOf(
        CameraId camera,
        DocumentFibers fibers,
        string stage,
        string key,
        JsonElement value,
        int numbers,
        int texts,
        ImmutableArray<int> rows
    )
    {
        if (texts > 0 || value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return numbers > 0 ? MetricShape.Other : MetricShape.Text;
        }

        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
        {
            return MetricShape.Scalar;
        }

        if (value.ValueKind != JsonValueKind.Array || rows.IsEmpty)
        {
            return value.ValueKind == JsonValueKind.Array ? MetricShape.List : MetricShape.Other;
        }

        if (key.EndsWith("FIBERID", StringComparison.Ordinal))
        {
            return MetricShape.List;
        }

        if (FiberJoin.Read(fibers, camera, stage, key) is { Series.IsEmpty: false } joined)
        {
            var all = fibers.All?.Count ?? 0;
            return joined.Series.Max(series => series.Fibers.Length) >= all ? MetricShape.PerFiber : MetricShape.PerSomeFibers;
        }

        if (key.EndsWith("_AMP", StringComparison.Ordinal) && rows.All(row => row == Amplifiers.All.Count))
        {
            return MetricShape.PerAmplifier;
        }

        if (key.EndsWith("_TGT", StringComparison.Ordinal) && rows.Length == 1 && rows[0] == fibers.Types(stage).Length)
        {
            return MetricShape.PerTargetType;
        }

        return MetricShape.List;
    }

    /// <summary>All numbers and texts, and how long each innermost array is.</summary>
    private static ImmutableArray<int> Gather(JsonElement value, List<double> numbers, List<string> texts, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array when depth < 6:
                var inner = value
                    .EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.Array)
                    .SelectMany(item => Gather(item, numbers, texts, depth + 1))
                    .ToImmutableArray();
                foreach (var item in value.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Array))
                {
                    Gather(item, numbers, texts, depth + 1);
                }

                return inner.IsEmpty && value.GetArrayLength() > 0 ? [value.GetArrayLength()] : inner;
            case JsonValueKind.String:
                texts.Add(value.GetString() ?? string.Empty);
                return [];
            case JsonValueKind.True or JsonValueKind.False:
                texts.Add(value.ValueKind == JsonValueKind.True ? "true" : "false");
                return [];
            case JsonValueKind.Number or JsonValueKind.Null:
                numbers.Add(MergedQa.NumberOf(value) ?? double.NaN);
                return [];
            default:
                return [];
        }
    }

    private static string Short(List<double> numbers, List<string> texts)
    {
        if (texts.Count > 0)
        {
            var text = string.Join(", ", texts.Take(10));
            return text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";
        }

        double[] known = [.. numbers.Where(double.IsFinite)];
        if (known.Length == 0)
        {
            return numbers.Count == 0 ? string.Empty : "no value";
        }

        return numbers.Count <= 4
            ? string.Join(", ", numbers.Select(number => double.IsFinite(number) ? Number(number) : "none"))
            : $"{Number(known.Min())} to {Number(known.Max())}";
    }

    private static string Number(double value) => value.ToString(double.IsInteger(value) ? "F0" : "G4", CultureInfo.InvariantCulture);
}
