using System.Text.RegularExpressions;
using QuickLook.Core.Access;
using QuickLook.Core.Results;

namespace QuickLook.Web.Security.Accounts;

/// <summary>What an account may be called.</summary>
public static partial class AccountName
{
    /// <summary>Longest name.</summary>
    public const int Longest = 64;

    /// <summary>Characters of a name; a blank is not among them, so that no account can look like the service's own actors.</summary>
    public const string Characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@-";

    // Names in the record of commands that stand for nobody's account.
    private static readonly string[] Reserved = ["visitor", "anonymous", "system", Actor.System.Name];

    /// <summary>The name without blanks around it, or what is wrong with it.</summary>
    /// <param name="name">As written.</param>
    public static Result<string> Check(string? name)
    {
        var trimmed = (name ?? string.Empty).Trim();
        if (!Form().IsMatch(trimmed))
        {
            return new Failure($"a name is 2 to {Longest} letters, digits and . _ @ - and begins with a letter or digit");
        }

        return Reserved.Contains(trimmed, StringComparer.OrdinalIgnoreCase)
            ? new Failure($"'{trimmed}' is a name that the service uses itself; choose another")
            : trimmed;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
