using System.Diagnostics;
using System.Globalization;

namespace QuickLook.Core.Benchmarks;

/// <summary>
/// The most resident memory of this process since the measurement began: the kernel's own high-water mark where it can be reset (Linux, proc(5),
/// <c>clear_refs</c>), else the mark since the process began. Memory that pools keep between runs counts: it is what the machine has to hold.
/// </summary>
public static class MemoryPeak
{
    private const string StatusFile = "/proc/self/status";
    private const string ResetFile = "/proc/self/clear_refs";
    private const string ResetOfPeak = "5";
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Starts anew.</summary>
    /// <returns>True when the mark was reset; false when it still counts from the start of the process.</returns>
    public static bool TryReset()
    {
        try
        {
            File.WriteAllText(ResetFile, ResetOfPeak);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The mark, MiB.</summary>
    public static double ReadMiB()
    {
        try
        {
            const string Key = "VmHWM:";
            foreach (var line in File.ReadLines(StatusFile))
            {
                if (line.StartsWith(Key, StringComparison.Ordinal))
                {
                    return double.Parse(line[Key.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
                }
            }
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // No such file on this system: the runtime knows as much.
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / BytesPerMiB;
    }
}
