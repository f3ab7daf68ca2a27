namespace QuickLook.Core.Access;

/// <summary>Who acts: the name that commands are attributed to, what that person may do, and from where.</summary>
/// <param name="Name">As it appears in logs and on screens.</param>
/// <param name="Permissions">What is allowed.</param>
/// <param name="Source">Where the actor sits: a network address, <c>command line</c>; empty for the service itself.</param>
public sealed record Actor(string Name, Permission Permissions, string Source = "")
{
    /// <summary>The service itself.</summary>
    public static Actor System { get; } = new("QuickLook", Permission.Everything);

    /// <summary>True when every one of the asked permissions is held.</summary>
    /// <param name="permission">What is asked.</param>
    public bool May(Permission permission) => (Permissions & permission) == permission;
}
