using System.Diagnostics;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Architecture;

/// <summary>The files of the repository: those git tracks and those it would (new, not ignored).</summary>
public static class Repository
{
    private static readonly Lazy<IReadOnlyList<string>> All = new(List);

    /// <summary>Root of the clone.</summary>
    public static string Root => GoldenSet.RepositoryRoot;

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files => All.Value;

    /// <summary>Lines of a file.</summary>
    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static IReadOnlyList<string> List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // A clone that another user owns, as in containers, is refused by git otherwise.
        start.Environment["GIT_CONFIG_COUNT"] = "1";
        start.Environment["GIT_CONFIG_KEY_0"] = "safe.directory";
        start.Environment["GIT_CONFIG_VALUE_0"] = "*";

        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, git.StandardError.ReadToEnd());
        return
        [
            .. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(path => File.Exists(Path.Combine(Root, path))),
        ];
    }
}
