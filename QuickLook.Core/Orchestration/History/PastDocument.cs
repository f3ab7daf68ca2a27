using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;
using QuickLook.Core.Storage.History;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// Writes the merged document of a generated run: its specimen's, token by token, with the identity, conditions, values, verdicts and limits of the run,
/// and other numbers per fiber a little different.
/// </summary>
internal sealed class PastDocument(Specimen specimen, ExposureOrder exposure, CameraId camera, KnownDefects defects, SpecimenField? field)
{
    private const int FewestPerFiber = 8;
    private const double FiberScatter = 0.03;
    private const string FiberList = "FIBERID";
    private const string FiberNumbers = "FIBER_NUMBERS";
    private const string Fibers = "FIBERS";
    private const string Count = "GOOD_FIBERS";

    private readonly NightDraw draw = new(exposure.Seed + camera.Index);
    private readonly List<string> path = [];
    private readonly int movedFibers = (camera.Spectrograph.Number - specimen.Camera.Spectrograph.Number) * FiberId.PerPetal;

    /// <summary>Writes and compresses it.</summary>
    /// <param name="metrics">Judged values and statuses by key.</param>
    /// <param name="parameters">Limits by key.</param>
    /// <returns>Gzip of the document, and its length before.</returns>
    public (byte[] Body, int PlainBytes) Write(IReadOnlyDictionary<string, JsonNode?> metrics, JsonObject parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(specimen.Document.Length + 4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, IndentSize = 4 }))
        {
            var reader = new Utf8JsonReader(specimen.Document.Span);
            while (reader.Read())
            {
                Copy(ref reader, writer, metrics, parameters);
            }
        }

        using var compressed = new MemoryStream(buffer.WrittenCount / 3);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(buffer.WrittenSpan);
        }

        return (compressed.ToArray(), buffer.WrittenCount);
    }

    private void Copy(
        ref Utf8JsonReader reader,
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, JsonNode?> metrics,
        JsonObject parameters
    )
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                Leave();
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, writer);
                Leave();
                break;
            case JsonTokenType.PropertyName:
                path.Add(reader.GetString()!);
                writer.WritePropertyName(path[^1]);
                if (Replacement(metrics, parameters) is { } replaced)
                {
                    reader.Skip();
                    replaced.Write(writer);
                    Leave();
                }

                break;
            default:
                CopyScalar(ref reader, writer);
                Leave();
                break;
        }
    }

    private void Leave()
    {
        if (path.Count > 0)
        {
            path.RemoveAt(path.Count - 1);
        }
    }

    // What stands here instead of the specimen's value; null when the specimen's own.
    private Substitute? Replacement(IReadOnlyDictionary<string, JsonNode?> metrics, JsonObject parameters)
    {
        var key = path[^1];
        if (path.Count == 1)
        {
            return key switch
            {
                MergedQaKeys.Night => new Substitute(exposure.Night.ToString()),
                MergedQaKeys.Exposure => new Substitute(exposure.Exposure.Number),
                MergedQaKeys.Camera => new Substitute(camera.ToString()),
                _ => null,
            };
        }

        if (path[0] == MergedQaKeys.GeneralInfo)
        {
            return General(key);
        }

        if (path.Count != 4)
        {
            return null;
        }

        if (path[2] == MergedQaKeys.Metrics)
        {
            return metrics.TryGetValue(key, out var value) ? new Substitute(value) : null;
        }

        return parameters.TryGetPropertyValue(key, out var limit) ? new Substitute(limit) : null;
    }

    private Substitute? General(string key)
    {
        if (path.Count == 3)
        {
            return path[1] == MergedQaKeys.Origin && key == MergedQaKeys.OriginEngine ? new Substitute(HistoryStore.EngineName) : null;
        }

        return key switch
        {
            "AIRMASS" => new Substitute(exposure.Conditions.Airmass),
            "SEEING" => new Substitute(exposure.Conditions.SeeingArcsec),
            "EXPTIME" => new Substitute(exposure.ExposureSeconds),
            MergedQaKeys.Program => new Substitute(exposure.Program.Name),
            MergedQaKeys.BrokenFibers => new Substitute(
                new JsonArray([.. defects.BrokenFibers.Select(fiber => (JsonNode)new FiberId(camera.Spectrograph, fiber).Number)])
            ),
            MergedQaKeys.BrokenAmplifiers => new Substitute(
                new JsonArray([.. defects.BrokenAmplifiers.Select(amplifier => (JsonNode)amplifier.Letter().ToString())])
            ),
            "RA" when field is not null => new Substitute(Positions(field).Ra),
            "DEC" when field is not null => new Substitute(Positions(field).Dec),
            _ => null,
        };
    }

    private (JsonNode Ra, JsonNode Dec) Positions(SpecimenField where)
    {
        var (ra, dec) = where.Positions(camera.Spectrograph, exposure.RaDegrees, exposure.DecDegrees);
        return (MetricNumbers(ra), MetricNumbers(dec));
    }

    private static JsonArray MetricNumbers(double[] values) => new([.. values.Select(value => (JsonNode)value)]);

    private void CopyArray(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var key = path.Count == 0 ? string.Empty : path[^1];
        var isFiberList = key.EndsWith(FiberList, StringComparison.Ordinal) || key is FiberNumbers or Fibers;
        var isMetric = path.Count == 4 && path[2] == MergedQaKeys.Metrics && key != Count;
        var scatters = isMetric && !isFiberList && IsLong(reader);
        var depth = reader.CurrentDepth;
        writer.WriteStartArray();
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth))
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.Number when isFiberList:
                    writer.WriteNumberValue(reader.GetInt32() + movedFibers);
                    break;
                case JsonTokenType.Number when scatters && !reader.TryGetInt64(out _):
                    writer.WriteNumberValue((float)(reader.GetDouble() * (1 + (FiberScatter * draw.Normal()))));
                    break;
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.ValueSpan);
                    break;
                default:
                    CopyScalar(ref reader, writer);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    // A copy of the reader looks ahead.
    private static bool IsLong(Utf8JsonReader ahead)
    {
        var depth = ahead.CurrentDepth;
        var numbers = 0;
        while (numbers < FewestPerFiber && ahead.Read() && !(ahead.TokenType == JsonTokenType.EndArray && ahead.CurrentDepth == depth))
        {
            numbers += ahead.TokenType == JsonTokenType.Number ? 1 : 0;
        }

        return numbers >= FewestPerFiber;
    }

    private static void CopyScalar(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            writer.WriteStringValue(reader.GetString());
        }
        else
        {
            writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        }
    }

    /// <summary>A value that stands in another's place; it may be null in the document.</summary>
    private sealed record Substitute(JsonNode? Value)
    {
        public void Write(Utf8JsonWriter writer)
        {
            if (Value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                Value.WriteTo(writer);
            }
        }
    }
}
