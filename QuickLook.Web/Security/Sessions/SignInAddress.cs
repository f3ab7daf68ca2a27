namespace QuickLook.Web.Security.Sessions;

/// <summary>Addresses of signing in and out, and where one comes out.</summary>
public static class SignInAddress
{
    /// <summary>The sign-in page.</summary>
    public const string Page = "/sign-in";

    /// <summary>Takes a post that ends the session.</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Says that a role does not open a page.</summary>
    public const string Denied = "/denied";

    /// <summary>Where a person changes the password.</summary>
    public const string Password = "/account/password";

    /// <summary>Leads to the provider of the configuration.</summary>
    public const string Provider = "/sign-in/provider";

    /// <summary>Where one comes out with nothing else asked for.</summary>
    public const string Home = "/monitor";

    /// <summary>Name of the query parameter that says where to go afterwards.</summary>
    public const string ReturnParameter = "return";

    /// <summary>An address of this service to go to, whatever was asked for: others are answered with <see cref="Home"/>.</summary>
    /// <param name="asked">As it stood in the query.</param>
    public static string Local(string? asked)
    {
        // Browsers drop tabs and line ends and read a backslash as a slash: what begins with two slashes then is another host.
        var isLocal =
            asked is { Length: > 0 and <= 2048 }
            && asked[0] == '/'
            && (asked.Length == 1 || asked[1] is not ('/' or '\\'))
            && !asked.Any(char.IsControl);
        if (!isLocal)
        {
            return Home;
        }

        var path = asked!.Split('?', '#')[0];
        string[] circles = [Page, SignOut, Denied, Password];
        return path == "/" || circles.Any(circle => path.StartsWith(circle, StringComparison.OrdinalIgnoreCase)) ? Home : asked;
    }

    /// <summary>An address with a place to return to.</summary>
    /// <param name="address">The address.</param>
    /// <param name="back">Where to go afterwards, local.</param>
    public static string WithReturn(string address, string back) => $"{address}?{ReturnParameter}={Uri.EscapeDataString(back)}";
}
