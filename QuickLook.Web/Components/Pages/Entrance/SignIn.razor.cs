using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Provider;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Components.Pages.Entrance;

/// <summary>The sign-in page: made on the server alone, so that it works before there is any live connection.</summary>
public sealed partial class SignIn
{
    private string? complaint;

    /// <summary>What was typed.</summary>
    [SupplyParameterFromForm(FormName = "sign-in")]
    public SignInForm? Form { get; set; }

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery(Name = SignInAddress.ReturnParameter)]
    public string? Return { get; set; }

    /// <summary>Set when the provider led back without success.</summary>
    [SupplyParameterFromQuery]
    public string? Refused { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private SignInDesk Desk { get; set; } = default!;

    [Inject]
    private IOptions<ProviderOptions> Provider { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool CanTravel => SessionCookie.CanTravel(Http);

    private string Back => SignInAddress.Local(Return);

    private string? Complaint =>
        complaint
        ?? Refused switch
        {
            "provider" => $"{Provider.Value.DisplayName} did not confirm who you are. Try again.",
            "account" => "You are known there, but not let in here; an administrator can tell why from the audit log.",
            _ => null,
        };

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new SignInForm();

    private async Task SignInAsync()
    {
        if (!CanTravel)
        {
            return;
        }

        var check = await Desk.SignInAsync(Form!.Name, Form.Password, GuestSignIn.AddressOf(Http), Http.RequestAborted);
        if (!check.TryGet(out var account, out var failure))
        {
            complaint = char.ToUpperInvariant(failure.Reason[0]) + failure.Reason[1..];
            return;
        }

        await Http.SignInAsync(SessionCookie.Scheme, Session.Of(account, SessionCookie.Scheme));
        Navigation.NavigateTo(account.MustChangePassword ? SignInAddress.WithReturn(SignInAddress.Password, Back) : Back);
    }
}
