namespace QuickLook.Web.Components.Pages.Entrance;

/// <summary>What is typed to sign in.</summary>
public sealed class SignInForm
{
    /// <summary>Name of the account.</summary>
    public string? Name { get; set; }

    /// <summary>Its password.</summary>
    public string? Password { get; set; }
}
