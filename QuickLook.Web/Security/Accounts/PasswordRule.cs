using System.Security.Cryptography;
using QuickLook.Core.Results;

namespace QuickLook.Web.Security.Accounts;

/// <summary>What a password has to be: long rather than odd, and not the name.</summary>
public static class PasswordRule
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters; what is longer is refused before it is hashed.</summary>
    public const int Longest = 256;

    private const int FewestDifferent = 5;
    private const int RandomLength = 20;

    // Without characters that are mistaken for each other when read from a console.
    private const string Readable = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The password, or what is wrong with it.</summary>
    /// <param name="password">As chosen.</param>
    /// <param name="name">Name of the account.</param>
    public static Result<string> Check(string? password, string name)
    {
        if (password is null || password.Length < Shortest)
        {
            return new Failure($"a password has at least {Shortest} characters; a few words are easy to remember");
        }

        if (password.Length > Longest)
        {
            return new Failure($"a password has at most {Longest} characters");
        }

        if (password.Distinct().Count() < FewestDifferent || password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            return new Failure($"a password has at least {FewestDifferent} different characters and not the name in it");
        }

        return password;
    }

    /// <summary>A random password of about 116 bits, in groups that can be read out.</summary>
    public static string Random() =>
        string.Join('-', RandomNumberGenerator.GetString(Readable, RandomLength).Chunk(5).Select(group => new string(group)));
}
