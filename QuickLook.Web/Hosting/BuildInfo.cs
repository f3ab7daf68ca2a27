using System.Reflection;

namespace QuickLook.Web.Hosting;

/// <summary>Which build this is.</summary>
/// <param name="Version">Version of the product.</param>
/// <param name="Commit">Commit that it was built from; says so when it is not known.</param>
public sealed record BuildInfo(string Version, string Commit)
{
    private const int ShortCommit = 12;

    /// <summary>This build, as the compiler stamped it: <c>0.1.0+0123456789abcdef…</c>.</summary>
    public static BuildInfo Current { get; } =
        Parse(typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    /// <summary>Reads an informational version.</summary>
    /// <param name="stamp">Version, plus sign, commit; the latter two may be absent.</param>
    public static BuildInfo Parse(string? stamp)
    {
        var parts = (stamp ?? string.Empty).Split('+', 2);
        return new BuildInfo(
            parts[0].Length > 0 ? parts[0] : "not stamped",
            parts.Length > 1 ? parts[1][..Math.Min(ShortCommit, parts[1].Length)] : "not known"
        );
    }
}
