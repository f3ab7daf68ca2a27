using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Provider;

/// <summary>
/// Makes sessions of whom the provider vouches for: an account is made at the first sign-in and its role follows the provider's word at each further
/// one. An account of this service is never taken over by its name.
/// </summary>
internal sealed class ProviderDesk(
    AccountDatabase accounts,
    AccountDirectory directory,
    AuditStore audit,
    IOptions<ProviderOptions> options,
    TimeProvider time
)
{
    /// <summary>The account of a person.</summary>
    /// <param name="person">What the provider says.</param>
    /// <param name="source">Network address that it comes from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<KnownAccount>> AdmitAsync(ClaimsPrincipal person, string source, CancellationToken cancellationToken)
    {
        var name = person.FindFirstValue(ClaimTypes.Name) ?? string.Empty;
        var admitted = await FindOrMakeAsync(person, name, cancellationToken);
        var who = new Actor(name.Length is > 0 and <= AccountName.Longest ? name : "anonymous", Permission.None, source);
        var recorded = admitted.TryGet(out var account, out var refusal)
            ? await audit.AppendAsync(
                who,
                "sign-in",
                $"with {options.Value.DisplayName} as {Roles.NameOf(account.Role)}",
                cancellationToken
            )
            : await audit.AppendAsync(who, "sign-in.failed", refusal.Reason, cancellationToken);
        if (account is null)
        {
            return refusal!;
        }

        directory.Renew(account.Id);
        return recorded.Failure is { } unrecorded ? unrecorded : account;
    }

    private static Failure? Fault(IdentityResult result) =>
        result.Succeeded ? null : new Failure(string.Join("; ", result.Errors.Select(error => error.Description)));

    private Task<Result<KnownAccount>> FindOrMakeAsync(ClaimsPrincipal person, string name, CancellationToken cancellationToken) =>
        accounts.ChangeAsync<KnownAccount>(
            async (context, users) =>
            {
                var key = person.FindFirstValue(ClaimTypes.NameIdentifier);
                if (string.IsNullOrEmpty(key) || RoleOf(person) is not { } role)
                {
                    return new Failure("the provider names no person, or nobody who is let in");
                }

                var account = await users.FindByLoginAsync(ProviderRegistration.Scheme, key);
                if (account is null)
                {
                    return await MakeAsync(users, name, key, role);
                }

                if (account.IsDisabled)
                {
                    return new Failure("disabled");
                }

                await LastAdministrator.TakeTurnAsync(context, cancellationToken);
                var follows = options.Value.RoleClaim.Length > 0 && !await LastAdministrator.IsAsync(context, account, cancellationToken);
                account.Role = follows ? role : account.Role;
                account.LastSignInAt = time.GetUtcNow();
                return Fault(await users.UpdateAsync(account)) is { } fault ? fault : KnownAccount.Of(account);
            },
            cancellationToken
        );

    private async Task<Result<KnownAccount>> MakeAsync(UserManager<Account> users, string name, string key, Role role)
    {
        if (!AccountName.Check(name).TryGet(out var good, out var unnameable))
        {
            return unnameable;
        }

        if (await users.FindByNameAsync(good) is not null)
        {
            return new Failure($"the name {good} belongs to another account here");
        }

        var now = time.GetUtcNow();
        var account = new Account
        {
            UserName = good,
            Role = role,
            CreatedAt = now,
            LastSignInAt = now,
            CreatedBy = options.Value.DisplayName,
        };
        var fault =
            Fault(await users.CreateAsync(account))
            ?? Fault(await users.AddLoginAsync(account, new UserLoginInfo(ProviderRegistration.Scheme, key, options.Value.DisplayName)));
        return fault is null ? KnownAccount.Of(account) : fault;
    }

    private Role? RoleOf(ClaimsPrincipal person)
    {
        var told = person
            .FindAll(ClaimTypes.Role)
            .Select(claim =>
                options.Value.Roles.TryGetValue(claim.Value, out var word) && Roles.Parse(word).TryGet(out var role, out _)
                    ? role
                    : (Role?)null
            )
            .Max();
        return told ?? (Roles.Parse(options.Value.DefaultRole).TryGet(out var otherwise, out _) ? otherwise : null);
    }
}
