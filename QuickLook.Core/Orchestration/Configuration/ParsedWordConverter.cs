using System.Text.Json;
using System.Text.Json.Serialization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>A value that is written as one word, also as the name of a member.</summary>
internal sealed class ParsedWordConverter<T>(Func<string?, Result<T>> parse, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : throw new JsonException("a text is expected");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(write(value));

    private T Parse(string? text) => parse(text).TryGet(out var value, out var failure) ? value : throw new JsonException(failure.Reason);
}
