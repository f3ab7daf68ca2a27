namespace QuickLook.Core.Access;

/// <summary>What an actor may do. Services check it; pages only hide what would be refused.</summary>
[Flags]
public enum Permission
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See every screen.</summary>
    Look = 1,

    /// <summary>Start and stop the pipeline, order the queue, reprocess, reset the monitor, acknowledge, clear reductions.</summary>
    Operate = 2,

    /// <summary>Change mappings, configuration and users.</summary>
    Administer = 4,

    /// <summary>Write comments.</summary>
    Comment = 8,

    /// <summary>All of it.</summary>
    Everything = Look | Comment | Operate | Administer,
}
