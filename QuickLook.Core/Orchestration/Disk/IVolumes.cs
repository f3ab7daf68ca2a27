using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Reads how full volumes are.</summary>
internal interface IVolumes
{
    /// <summary>The volume that a folder lies on.</summary>
    /// <param name="folder">Full path of a folder that exists.</param>
    Result<VolumeReading> Read(string folder);
}
