using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Private;

/// <summary>Finds the installed programs of a PostgreSQL server: <c>initdb</c>, <c>pg_ctl</c>, <c>postgres</c>.</summary>
public static class PostgresBinaries
{
    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The folder of the newest installed version, Debian's layout first, then PATH.</summary>
    /// <returns>The folder, or a failure that says what to install.</returns>
    public static Result<string> Find() => Find(DebianRoot, Environment.GetEnvironmentVariable("PATH") ?? string.Empty);

    /// <summary>As <see cref="Find()"/>, with the places to look at.</summary>
    /// <param name="versionsRoot">Folder with one folder per version, each with <c>bin</c>.</param>
    /// <param name="searchPath">Folders separated as in PATH.</param>
    /// <returns>The folder, or a failure that says what to install.</returns>
    public static Result<string> Find(string versionsRoot, string searchPath)
    {
        var versions = Directory.Exists(versionsRoot)
            ? new DirectoryInfo(versionsRoot)
                .EnumerateDirectories()
                .Select(folder => (Path: System.IO.Path.Combine(folder.FullName, "bin"), Version: VersionOf(folder.Name)))
                .OrderByDescending(candidate => candidate.Version)
                .Select(candidate => candidate.Path)
            : [];
        var found = versions
            .Concat(searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder => Array.TrueForAll(Needed, program => File.Exists(Path.Combine(folder, program))));
        return found is null
            ? new Failure(
                "no PostgreSQL server is installed; install it (Debian: apt-get install postgresql) or configure a connection string",
                versionsRoot
            )
            : found;
    }

    private static double VersionOf(string folder) => double.TryParse(folder, out var version) ? version : 0;
}
