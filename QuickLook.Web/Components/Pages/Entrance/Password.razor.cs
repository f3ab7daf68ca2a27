using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Components.Pages.Entrance;

/// <summary>Where a person chooses another password; at the first sign-in there is no way around it.</summary>
public sealed partial class Password
{
    private string? complaint;

    /// <summary>What was typed.</summary>
    [SupplyParameterFromForm(FormName = "password")]
    public PasswordForm? Form { get; set; }

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery(Name = SignInAddress.ReturnParameter)]
    public string? Return { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private SignInDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsDuty => Session.MustChangePassword(Http.User);

    private string Back => SignInAddress.Local(Return);

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new PasswordForm();

    private async Task ChangeAsync()
    {
        if (Session.AccountOf(Http.User) is not { } id)
        {
            return;
        }

        if (Form!.Chosen != Form.Again)
        {
            complaint = "The two new passwords are not the same.";
            return;
        }

        var changed = await Desk.ChangePasswordAsync(id, Form.Present, Form.Chosen, Session.SourceOf(Http.User), Http.RequestAborted);
        if (!changed.TryGet(out var account, out var failure))
        {
            complaint = char.ToUpperInvariant(failure.Reason[0]) + failure.Reason[1..];
            return;
        }

        await Http.SignInAsync(SessionCookie.Scheme, Session.Of(account, SessionCookie.Scheme));
        Navigation.NavigateTo(Back);
    }
}
