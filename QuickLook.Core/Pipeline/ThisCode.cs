using System.Reflection;

namespace QuickLook.Core.Pipeline;

/// <summary>Name and version under which this program signs documents and products.</summary>
internal static class ThisCode
{
    /// <summary>The name.</summary>
    public const string Name = "quicklook";

    /// <summary>The version, without the source revision.</summary>
    public static string Version { get; } = InformationalVersion().Split('+')[0];

    private static string InformationalVersion() =>
        typeof(ThisCode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
