using System.Text.Json.Nodes;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>What differs between two configurations, for the audit log.</summary>
internal static class ConfigurationChanges
{
    private const int LongestValue = 200;

    /// <summary>One <c>name: before -> after</c> per value that differs; values that are secrets are never in a configuration.</summary>
    public static string Between(ServiceConfiguration before, ServiceConfiguration after)
    {
        var old = JsonNode.Parse(ConfigurationJson.Write(before))!.AsObject();
        var changes = JsonNode
            .Parse(ConfigurationJson.Write(after))!
            .AsObject()
            .Where(member => !JsonNode.DeepEquals(member.Value, old[member.Key]))
            .Select(member => $"{member.Key}: {Text(old[member.Key])} -> {Text(member.Value)}")
            .ToList();
        return changes.Count == 0 ? "nothing changed" : string.Join("; ", changes);
    }

    private static string Text(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}...";
    }
}
