namespace QuickLook.Core.Access;

/// <summary>What a person is at the observatory. Everything that is allowed follows from it (<see cref="Roles.PermissionsOf"/>).</summary>
public enum Role
{
    /// <summary>A remote scientist: looks and comments.</summary>
    Viewer = 0,

    /// <summary>Who observes: also starts and stops, orders the queue, reprocesses, acknowledges, clears reductions.</summary>
    Operator = 1,

    /// <summary>Also changes mappings, configuration and users.</summary>
    Admin = 2,
}
