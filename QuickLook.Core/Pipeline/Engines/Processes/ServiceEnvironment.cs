using System.Collections;
using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>The service's own environment as programs may see it: without what is nobody else's business, such as how to reach the database.</summary>
internal static class ServiceEnvironment
{
    private static readonly string[] PrivatePrefixes = ["QUICKLOOK", "ASPNETCORE_", "CONNECTIONSTRINGS__", "PG"];
    private static readonly string[] PrivateWords = ["PASSWORD", "SECRET", "TOKEN", "CREDENTIAL"];

    /// <summary>What may be passed on.</summary>
    public static ImmutableDictionary<string, string> Public =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(variable => !IsPrivate((string)variable.Key))
            .ToImmutableDictionary(
                variable => (string)variable.Key,
                variable => (string?)variable.Value ?? string.Empty,
                StringComparer.Ordinal
            );

    /// <summary>True for a variable that stays here.</summary>
    internal static bool IsPrivate(string name) =>
        Array.Exists(PrivatePrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(PrivateWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
