using System.Runtime.InteropServices;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>Processor time of the calling thread, so that neither other processes nor this one's compiler count.</summary>
internal static partial class ThreadClock
{
    private const int ClockOfThread = 3;

    /// <summary>Time spent by the calling thread; where the system has no such clock, that of the whole process.</summary>
    public static TimeSpan Now =>
        OperatingSystem.IsLinux() && GetTime(ClockOfThread, out var now) == 0
            ? TimeSpan.FromTicks((now.Seconds * TimeSpan.TicksPerSecond) + (now.Nanoseconds / TimeSpan.NanosecondsPerTick))
            : Environment.CpuUsage.TotalTime;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out Moment now);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
