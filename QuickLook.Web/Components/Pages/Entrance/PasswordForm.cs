namespace QuickLook.Web.Components.Pages.Entrance;

/// <summary>What is typed to change a password.</summary>
public sealed class PasswordForm
{
    /// <summary>The password so far.</summary>
    public string? Present { get; set; }

    /// <summary>The new one.</summary>
    public string? Chosen { get; set; }

    /// <summary>The new one again.</summary>
    public string? Again { get; set; }
}
