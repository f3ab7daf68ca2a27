using System.Globalization;

namespace QuickLook.Core.Storage.Private;

/// <summary>What <c>postmaster.pid</c> of a cluster says, and whether it is true.</summary>
internal static class LeftoverServer
{
    /// <summary>True when the server of this cluster still runs, although nobody here started it: the last QuickLook was killed.</summary>
    public static bool IsRunning(string cluster) =>
        ReadPid(cluster) is { } pid && File.Exists(CommandLineOf(pid)) && BelongsTo(cluster, File.ReadAllText(CommandLineOf(pid)));

    /// <summary>
    /// Removes a <c>postmaster.pid</c> whose server is gone. PostgreSQL does so itself unless another program has got the number since,
    /// which is usual after a container's restart.
    /// </summary>
    public static void RemoveStalePidFile(string cluster)
    {
        if (File.Exists(PidFile(cluster)) && Directory.Exists("/proc/self") && !IsRunning(cluster))
        {
            File.Delete(PidFile(cluster));
        }
    }

    private static string PidFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static string CommandLineOf(int pid) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline");

    private static bool BelongsTo(string cluster, string commandLine) =>
        commandLine.Contains("postgres", StringComparison.Ordinal) && commandLine.Contains(cluster, StringComparison.Ordinal);

    private static int? ReadPid(string cluster) =>
        File.Exists(PidFile(cluster))
        && int.TryParse(File.ReadLines(PidFile(cluster)).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;
}
