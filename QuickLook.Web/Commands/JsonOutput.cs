using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Web.Commands;

/// <summary>What verbs print with <c>--json</c>: one document, whatever happens.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, JsonObject document) => output.WriteLine(document.ToJsonString(Indented));

    /// <summary>The document of a verb that could not begin.</summary>
    public static JsonObject Of(Failure failure) => new() { ["failure"] = failure.ToString() };

    /// <summary>A number, or null for what JSON has no number for.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
