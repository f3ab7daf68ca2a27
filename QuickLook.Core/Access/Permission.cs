namespace QuickLook.Core.Access;

/// <summary>What an actor may do. Services check it; pages only hide what would be refused.</summary>
[Flags]
public enum Permission
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See every screen.</summary>
    Look = 1,

    /// <summary>Start and stop the pipeline, reset the monitor, clear reductions, reprocess.</summary>
    Operate = 2,

    /// <summary>Change mappings, configuration and users.</summary>
    Administer = 4,
}
