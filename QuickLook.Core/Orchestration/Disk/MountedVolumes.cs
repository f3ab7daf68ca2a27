using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>The volumes of this machine.</summary>
internal sealed class MountedVolumes : IVolumes
{
    private const string MountTable = "/proc/self/mountinfo";

    // Columns of proc(5), mountinfo: id, parent, major:minor, root, mount point.
    private const int DeviceColumn = 2;
    private const int MountPointColumn = 4;

    /// <inheritdoc/>
    public Result<VolumeReading> Read(string folder)
    {
        try
        {
            // Asks statvfs(2) for the folder itself, which is right also below a mount point.
            var volume = new DriveInfo(folder);
            return volume.TotalSize > 0
                ? new VolumeReading(DeviceOf(folder), volume.TotalSize, volume.AvailableFreeSpace)
                : new Failure("the volume does not say how large it is", folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the volume cannot be read: {problem.Message}", folder, FailureKind.Transient);
        }
    }

    // Where there is no such table, or it says nothing about the folder, each folder counts as a volume of its own.
    private static string DeviceOf(string folder)
    {
        if (!File.Exists(MountTable))
        {
            return folder;
        }

        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        return File.ReadLines(MountTable)
                .Select(line => line.Split(' '))
                .Where(columns => columns.Length > MountPointColumn && IsAtOrBelow(real, Unescape(columns[MountPointColumn])))
                .MaxBy(columns => columns[MountPointColumn].Length)
                ?[DeviceColumn]
            ?? folder;
    }

    private static bool IsAtOrBelow(string path, string mountPoint) =>
        path == mountPoint || path.StartsWith(mountPoint.EndsWith('/') ? mountPoint : mountPoint + '/', StringComparison.Ordinal);

    private static string Unescape(string path) => path.Replace("\\040", " ", StringComparison.Ordinal);
}
