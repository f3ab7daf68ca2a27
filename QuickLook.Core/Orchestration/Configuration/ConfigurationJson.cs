using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>The configuration as JSON: how it is stored, exported, imported and shown.</summary>
public static class ConfigurationJson
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 256 * 1024;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new ParsedWordConverter<CameraId>(CameraId.Parse, camera => camera.ToString()),
            new ParsedWordConverter<Flavor>(Flavors.Parse, flavor => flavor.Name()),
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
        },
    };

    /// <summary>Writes a configuration, every value included.</summary>
    /// <param name="configuration">What to write.</param>
    public static string Write(ServiceConfiguration configuration) => JsonSerializer.Serialize(configuration, Form);

    /// <summary>Reads a configuration; what is not written has its default.</summary>
    /// <param name="text">JSON, comments allowed.</param>
    /// <returns>The configuration, or what is wrong and where. Limits are checked by <see cref="ConfigurationFaults"/>.</returns>
    public static Result<ServiceConfiguration> Read(string text)
    {
        if (text.Length > LongestText)
        {
            return new Failure($"the configuration has {text.Length} characters; at most {LongestText} are read");
        }

        try
        {
            return JsonSerializer.Deserialize<ServiceConfiguration>(text, Form) is { } read
                ? read
                : new Failure("the configuration is null; it must be an object");
        }
        catch (JsonException wrong)
        {
            var line = wrong.LineNumber is { } number ? $", line {number + 1}" : string.Empty;
            return new Failure(Plain(wrong.Message), $"configuration{Member(wrong.Path)}{line}");
        }
    }

    private static string Member(string? path) => string.IsNullOrEmpty(path) || path == "$" ? string.Empty : $" {path.TrimStart('$', '.')}";

    // The runtime's sentences end in a place that is said already.
    private static string Plain(string message)
    {
        var place = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd('.');
    }
}
