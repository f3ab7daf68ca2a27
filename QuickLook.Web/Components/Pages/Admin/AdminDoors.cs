namespace QuickLook.Web.Components.Pages.Admin;

/// <summary>A page of the administrators, as the landing page shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for, in a sentence.</param>
/// <param name="Address">Where it is.</param>
public sealed record AdminDoor(string Name, string Purpose, string Address);

/// <summary>The pages behind Admin; whoever adds one adds it here.</summary>
public static class AdminDoors
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<AdminDoor> All { get; } =
    [
        new("Users", "Who may come in, as what; new accounts, lost passwords, locks.", "admin/users"),
        new("Configuration", "What is processed, with which engine, how patiently; disks and retention.", "admin/configuration"),
        new("Disk", "What lies on disk by night, what goes by itself, and clearing some of it.", "admin/disk"),
        new("Audit log", "Every command and every sign-in: who, what, when, from where.", "admin/audit"),
    ];
}
