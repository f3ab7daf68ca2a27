using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>The part of the configuration in force that is about disks; as delivered where nobody keeps a configuration.</summary>
internal sealed class DiskPolicy(IConfigurationDesk? desk = null)
{
    private static readonly ServiceConfiguration AsDelivered = new();

    /// <summary>The configuration in force now.</summary>
    public ServiceConfiguration Current => desk?.Current ?? AsDelivered;
}
