using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>A JSON value that knows where in which file it stands, so that each fault can name its place.</summary>
internal sealed class LocatedJson
{
    public required string File { get; init; }

    /// <summary>Path from the root: <c>step_list[0].name</c>; empty for the root.</summary>
    public required string Path { get; init; }

    /// <summary>Line on which the value begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Object, Array, String, Number, True, False or Null.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>A string's text; empty for other kinds.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>A number's value, perhaps infinite where the file has too large an exponent; 0 for other kinds.</summary>
    public double Number { get; init; }

    /// <summary>True when the number was written without fraction or exponent and fits.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Values of an object in file order.</summary>
    public List<KeyValuePair<string, LocatedJson>> Properties { get; } = [];

    /// <summary>Values of an array.</summary>
    public List<LocatedJson> Items { get; } = [];

    /// <summary>What the value is, for messages.</summary>
    public string KindName =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    /// <summary>The value of a key; null when absent.</summary>
    public LocatedJson? Find(string key)
    {
        foreach (var (name, value) in Properties)
        {
            if (name == key)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The same value as a free-standing node; null for JSON null.</summary>
    public JsonNode? ToNode() =>
        Kind switch
        {
            JsonValueKind.Object => new JsonObject(Properties.Select(p => KeyValuePair.Create(p.Key, p.Value.ToNode()))),
            JsonValueKind.Array => new JsonArray([.. Items.Select(item => item.ToNode())]),
            JsonValueKind.String => JsonValue.Create(Text),
            JsonValueKind.Number => IsInteger ? JsonValue.Create((long)Number) : JsonValue.Create(Number),
            JsonValueKind.True => JsonValue.Create(true),
            JsonValueKind.False => JsonValue.Create(false),
            _ => null,
        };
}
