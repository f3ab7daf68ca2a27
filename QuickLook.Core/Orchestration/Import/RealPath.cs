namespace QuickLook.Core.Orchestration.Import;

/// <summary>Where a path really leads, every link on the way resolved.</summary>
internal static class RealPath
{
    // As many as the kernel follows (path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>The path without links; null when it goes in circles.</summary>
    /// <param name="path">Any path.</param>
    public static string? Of(string path)
    {
        var left = new Stack<string>(Parts(Path.GetFullPath(path)).Reverse());
        var real = "/";
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            real = Path.IsPathRooted(target) ? "/" : real;
            foreach (var step in Parts(target).Reverse())
            {
                left.Push(step);
            }
        }

        return real;
    }

    /// <summary>True when a path leads to a place below a folder, whatever links are on the way.</summary>
    /// <param name="path">The path.</param>
    /// <param name="realFolder">The folder, itself without links.</param>
    public static bool IsBelow(string path, string realFolder) =>
        Of(path) is { } real && real.StartsWith(realFolder.TrimEnd('/') + '/', StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or "."));
}
