using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>
/// Writes a document as the original does (pipeline.md 5.2, item 10): keys sorted by code point, indent 4, one array element a line, ASCII
/// with escapes, shortest numbers that read back the same, no final newline. Unlike the original, a value that is not finite is null.
/// </summary>
public static class MergedQaText
{
    private const int Indent = 4;

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>ASCII bytes of valid JSON.</returns>
    public static byte[] Write(JsonNode document)
    {
        var text = new StringBuilder();
        Append(text, document, depth: 0);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } container:
                var members = container.OrderBy(member => member.Key, StringComparer.Ordinal);
                AppendLines(
                    text,
                    '{',
                    '}',
                    depth,
                    members,
                    member =>
                    {
                        AppendString(text, member.Key);
                        text.Append(": ");
                        Append(text, member.Value, depth + 1);
                    }
                );
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray { Count: > 0 } array:
                AppendLines(text, '[', ']', depth, array, element => Append(text, element, depth + 1));
                break;
            case JsonArray:
                text.Append("[]");
                break;
            default:
                AppendValue(text, node as JsonValue);
                break;
        }
    }

    private static void AppendLines<T>(StringBuilder text, char open, char close, int depth, IEnumerable<T> items, Action<T> append)
    {
        var separator = open.ToString();
        foreach (var item in items)
        {
            text.Append(separator).Append('\n').Append(' ', Indent * (depth + 1));
            append(item);
            separator = ",";
        }

        text.Append('\n').Append(' ', Indent * depth).Append(close);
    }

    private static void AppendValue(StringBuilder text, JsonValue? value)
    {
        if (value is null)
        {
            text.Append("null");
        }
        else if (value.TryGetValue(out double real) && !IsWhole(value))
        {
            AppendReal(text, real);
        }
        else if (value.TryGetValue(out float single) && !IsWhole(value))
        {
            AppendReal(text, single);
        }
        else if (value.GetValueKind() == JsonValueKind.String)
        {
            AppendString(text, value.GetValue<string>());
        }
        else
        {
            text.Append(value.ToJsonString());
        }
    }

    /// <summary>A parsed <c>5</c> offers itself as a double too, but was written as an integer and shall stay one.</summary>
    private static bool IsWhole(JsonValue value) =>
        value.TryGetValue(out JsonElement element)
        && element.ValueKind == JsonValueKind.Number
        && element.TryGetInt64(out _)
        && !element.GetRawText().Contains('.');

    private static void AppendReal(StringBuilder text, double real)
    {
        if (!double.IsFinite(real))
        {
            text.Append("null");
            return;
        }

        var digits = real.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        text.Append(digits);
        if (!digits.AsSpan().ContainsAny(".e"))
        {
            // As the original writes it, so that a real number stays one for readers that care.
            text.Append(".0");
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
