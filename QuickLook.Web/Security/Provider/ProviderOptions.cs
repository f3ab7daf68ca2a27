namespace QuickLook.Web.Security.Provider;

/// <summary>
/// Signing in with an institute's own accounts by OAuth 2 (authorization code with PKCE). Section <c>OAuth</c> of the configuration; without a client id
/// there is no such way in.
/// </summary>
public sealed class ProviderOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "OAuth";

    /// <summary>What the button says: <c>Sign in with NAME</c>.</summary>
    public string DisplayName { get; set; } = "the institute's account";

    /// <summary>Id of this service at the provider.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Its secret; best from the environment, <c>OAuth__ClientSecret</c>.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>Where people are sent to sign in.</summary>
    public string AuthorizationEndpoint { get; set; } = string.Empty;

    /// <summary>Where the code is exchanged for a token.</summary>
    public string TokenEndpoint { get; set; } = string.Empty;

    /// <summary>Where the token is exchanged for who it is.</summary>
    public string UserInformationEndpoint { get; set; } = string.Empty;

    /// <summary>Scopes that are asked for, with blanks between. Default <c>openid profile</c>.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>Which claim identifies a person for good. Default <c>sub</c>.</summary>
    public string IdClaim { get; set; } = "sub";

    /// <summary>Which claim is the name of the account. Default <c>preferred_username</c>.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>Which claim says what the person is; a text or a list. Empty when the provider does not say.</summary>
    public string RoleClaim { get; set; } = string.Empty;

    /// <summary>Which value of the role claim is which role: <c>OAuth__Roles__desi-observers=operator</c>. Of several the highest counts.</summary>
    public IDictionary<string, string> Roles { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The role of people whose claims say none. Empty: they are not let in. Default <c>viewer</c>.</summary>
    public string DefaultRole { get; set; } = "viewer";

    /// <summary>True when this way in is configured.</summary>
    public bool IsConfigured => ClientId.Length > 0;

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsConfigured)
        {
            yield break;
        }

        foreach (
            var (name, address) in new[]
            {
                (nameof(AuthorizationEndpoint), AuthorizationEndpoint),
                (nameof(TokenEndpoint), TokenEndpoint),
                (nameof(UserInformationEndpoint), UserInformationEndpoint),
            }
        )
        {
            if (
                !Uri.TryCreate(address, UriKind.Absolute, out var parsed)
                || !(parsed.Scheme == "https" || (parsed.Scheme == "http" && parsed.IsLoopback))
            )
            {
                yield return $"OAuth: {name} must be an https address";
            }
        }

        if (ClientSecret.Length == 0)
        {
            yield return "OAuth: ClientSecret is missing; set OAuth__ClientSecret in the environment";
        }

        foreach (var word in Roles.Values.Concat(DefaultRole.Length > 0 ? [DefaultRole] : []))
        {
            if (Core.Access.Roles.Parse(word).Failure is { } unknown)
            {
                yield return $"OAuth: {unknown.Reason}";
            }
        }
    }
}
