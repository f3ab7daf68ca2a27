using QuickLook.Core.Results;

namespace QuickLook.Core.Access;

/// <summary>The words for roles, and what each role may do.</summary>
public static class Roles
{
    /// <summary>All roles, each with the permissions of those before it.</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.Viewer, Role.Operator, Role.Admin];

    /// <summary>What a role may do.</summary>
    /// <param name="role">The role.</param>
    public static Permission PermissionsOf(Role role) =>
        role switch
        {
            Role.Viewer => Permission.Look | Permission.Comment,
            Role.Operator => Permission.Look | Permission.Comment | Permission.Operate,
            Role.Admin => Permission.Everything,
            _ => Permission.None,
        };

    /// <summary>The role as it is written and stored: <c>operator</c>.</summary>
    /// <param name="role">The role.</param>
    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Reads a role; case does not matter.</summary>
    /// <param name="text">Such as <c>viewer</c>.</param>
    public static Result<Role> Parse(string? text)
    {
        foreach (var role in All)
        {
            if (string.Equals(NameOf(role), text?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return new Failure(
            $"'{text}' is not a role: viewer, operator or admin{Spelling.Hint(text ?? string.Empty, [.. All.Select(NameOf)])}"
        );
    }
}
