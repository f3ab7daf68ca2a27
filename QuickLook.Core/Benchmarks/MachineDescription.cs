using System.Runtime.InteropServices;

namespace QuickLook.Core.Benchmarks;

/// <summary>What was measured on: without it, no figure can be compared with another.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="MemoryMiB">Memory of the machine, MiB.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Collector">Kind of garbage collector.</param>
/// <param name="IsOptimised">False for a debug build, whose figures mean nothing.</param>
/// <param name="LoadBefore">Processes that wanted to run in the last minute, on average, when measuring began; null where unknown.</param>
/// <param name="MeasuredAt">When.</param>
public sealed record MachineDescription(
    string Processor,
    int Cores,
    long MemoryMiB,
    string System,
    string Runtime,
    string Collector,
    bool IsOptimised,
    double? LoadBefore,
    DateTimeOffset MeasuredAt
)
{
#if DEBUG
    private const bool Optimised = false;
#else
    private const bool Optimised = true;
#endif

    /// <summary>This machine, now.</summary>
    /// <param name="time">The clock.</param>
    public static MachineDescription Here(TimeProvider time) =>
        new(
            ProcessorName(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            global::System.Runtime.GCSettings.IsServerGC ? "server" : "workstation",
            Optimised,
            Load(),
            time.GetUtcNow()
        );

    private static string ProcessorName()
    {
        const string Key = "model name";
        var line = Lines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal));
        return line?.Split(':', 2)[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? Load() => double.TryParse(Lines("/proc/loadavg").FirstOrDefault()?.Split(' ')[0], out var load) ? load : null;

    /// <summary>Lines of a file of the kernel; none where there is no such file.</summary>
    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
