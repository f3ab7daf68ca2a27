using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Orchestration.Disk;

/// <summary>Volumes of 1 TB whose free space a test sets.</summary>
internal sealed class ScriptedVolumes : IVolumes
{
    public const long TotalBytes = 1_000_000_000_000;

    private double freePercent = 50;

    /// <summary>Free space of every volume.</summary>
    public double FreePercent
    {
        get => Volatile.Read(ref freePercent);
        set => Volatile.Write(ref freePercent, value);
    }

    /// <summary>Names the volume of a folder; all on one by default.</summary>
    public Func<string, string> VolumeOf { get; init; } = _ => "8:1";

    public Result<VolumeReading> Read(string folder) =>
        new VolumeReading(VolumeOf(folder), TotalBytes, (long)(TotalBytes * FreePercent / 100));
}
