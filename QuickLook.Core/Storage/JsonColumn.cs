using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace QuickLook.Core.Storage;

/// <summary>How small lists of records are written into jsonb columns: camel case, enumerations as words.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The text of a list.</summary>
    public static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, Form);

    /// <summary>The list of a text; an empty one for <c>null</c>.</summary>
    public static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Form) ?? [];

    /// <summary>One record of such a list.</summary>
    public static T ReadOne<T>(string json)
        where T : class =>
        JsonSerializer.Deserialize<T>(json, Form) ?? throw new JsonException("a record is missing where the query found one");
}

/// <summary>A list of records as jsonb.</summary>
/// <typeparam name="T">The record.</typeparam>
internal sealed class JsonListConverter<T>()
    : ValueConverter<List<T>, string>(list => JsonColumn.Write(list), json => JsonColumn.Read<T>(json));

/// <summary>Compares lists by their text.</summary>
/// <typeparam name="T">The record.</typeparam>
internal sealed class JsonListComparer<T>()
    : ValueComparer<List<T>>(
        (left, right) => JsonColumn.Write(left ?? new List<T>()) == JsonColumn.Write(right ?? new List<T>()),
        list => JsonColumn.Write(list).GetHashCode(StringComparison.Ordinal),
        list => JsonColumn.Read<T>(JsonColumn.Write(list))
    );
