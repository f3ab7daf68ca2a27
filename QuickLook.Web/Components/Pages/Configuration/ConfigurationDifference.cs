using System.Text.Json.Nodes;
using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>A value that is not the same in two configurations.</summary>
/// <param name="Path">Its place: <c>retry.delay</c>.</param>
/// <param name="Before">Its text before; a dash when it was not there.</param>
/// <param name="After">Its text after; a dash when it is not there.</param>
public sealed record ConfigurationDifference(string Path, string Before, string After)
{
    private const int LongestValue = 120;

    /// <summary>What differs, value by value.</summary>
    /// <param name="before">One configuration.</param>
    /// <param name="after">The other.</param>
    public static IReadOnlyList<ConfigurationDifference> Between(ServiceConfiguration before, ServiceConfiguration after)
    {
        var (old, young) = (Leaves(before), Leaves(after));
        return
        [
            .. old
                .Keys.Union(young.Keys, StringComparer.Ordinal)
                .Select(path => new ConfigurationDifference(path, old.GetValueOrDefault(path, "–"), young.GetValueOrDefault(path, "–")))
                .Where(difference => difference.Before != difference.After)
                .Select(difference => difference with { Before = Shortened(difference.Before), After = Shortened(difference.After) }),
        ];
    }

    private static Dictionary<string, string> Leaves(ServiceConfiguration configuration)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(ConfigurationJson.Write(configuration)), string.Empty, leaves);
        return leaves;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> leaves)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Collect(value, path.Length == 0 ? name : $"{path}.{name}", leaves);
                }

                break;
            // Engines are known by name: taking one out is no change of those behind it.
            case JsonArray { Count: > 0 } items when items[0] is JsonObject:
                foreach (var item in items)
                {
                    Collect(item, $"{path}.{item!["name"]}", leaves);
                }

                break;
            case JsonArray items:
                leaves[path] = items.Count == 0 ? "none" : string.Join(' ', items.Select(item => item!.ToString()));
                break;
            default:
                leaves[path] = node?.ToString() is { Length: > 0 } text ? text : "none";
                break;
        }
    }

    private static string Shortened(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]} …";
}
