using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Web.Security.Accounts;

/// <summary>
/// Everything that is done to accounts by somebody else than their owner. Asks for <see cref="Permission.Administer"/> itself, writes each
/// change into the record of commands before it is made, and never leaves the observatory without an administrator.
/// </summary>
public sealed class UserAdministration(AccountDatabase accounts, AccountDirectory directory, AuditStore audit, TimeProvider time)
{
    /// <summary>All accounts by name.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<IReadOnlyList<AccountSummary>>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Refusal(actor) is { } refused)
        {
            return refused;
        }

        var now = time.GetUtcNow();
        return await accounts.ReadAsync(
            async (context, token) =>
            {
                var rows = await context.Users.OrderBy(account => account.NormalizedUserName).ToListAsync(token);
                return (IReadOnlyList<AccountSummary>)[.. rows.Select(account => Summary(account, now))];
            },
            cancellationToken
        );
    }

    /// <summary>Makes an account.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="role">What the person is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A password that opens it once: the person then chooses another. It is kept nowhere else.</returns>
    public async Task<Result<string>> CreateAsync(Actor actor, string name, Role role, CancellationToken cancellationToken)
    {
        if (Refusal(actor) is { } refused)
        {
            return refused;
        }

        if (!AccountName.Check(name).TryGet(out var good, out var wrong))
        {
            return wrong;
        }

        var password = PasswordRule.Random();
        return await accounts.ChangeAsync<string>(
            async (_, users) =>
            {
                if (await users.FindByNameAsync(good) is not null)
                {
                    return new Failure($"there is a user {good} already");
                }

                var account = new Account
                {
                    UserName = good,
                    Role = role,
                    MustChangePassword = true,
                    CreatedAt = time.GetUtcNow(),
                    CreatedBy = actor.Name,
                };
                var recorded = await audit.AppendAsync(actor, "user.create", $"{good} as {Roles.NameOf(role)}", cancellationToken);
                return recorded.Failure is { } unrecorded
                    ? unrecorded
                    : Saved(await users.CreateAsync(account, password)).Map(_ => password);
            },
            cancellationToken
        );
    }

    /// <summary>Gives a person another role. Open windows follow within a minute.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Number of the account.</param>
    /// <param name="role">The new role.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> ChangeRoleAsync(Actor actor, long id, Role role, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            "user.role",
            account => $"{account.UserName} from {Roles.NameOf(account.Role)} to {Roles.NameOf(role)}",
            async (context, users, account) =>
            {
                if (role != Role.Admin && await LastAdministrator.IsAsync(context, account, cancellationToken))
                {
                    return new Failure($"{account.UserName} is the last administrator; make somebody else one first");
                }

                account.Role = role;
                return Saved(await users.UpdateAsync(account));
            },
            cancellationToken
        );

    /// <summary>Keeps a person out. Sessions end within a minute.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Number of the account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> DisableAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            "user.disable",
            account => account.UserName ?? string.Empty,
            async (context, users, account) =>
            {
                if (await LastAdministrator.IsAsync(context, account, cancellationToken))
                {
                    return new Failure($"{account.UserName} is the last administrator; make somebody else one first");
                }

                account.IsDisabled = true;
                return Saved(await users.UpdateSecurityStampAsync(account));
            },
            cancellationToken
        );

    /// <summary>Lets a person in again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Number of the account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> EnableAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            "user.enable",
            account => account.UserName ?? string.Empty,
            async (_, users, account) =>
            {
                account.IsDisabled = false;
                return Saved(await users.UpdateAsync(account));
            },
            cancellationToken
        );

    /// <summary>Ends the lock after wrong passwords.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Number of the account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> UnlockAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            "user.unlock",
            account => account.UserName ?? string.Empty,
            async (_, users, account) =>
            {
                account.LockoutEnd = null;
                account.AccessFailedCount = 0;
                return Saved(await users.UpdateAsync(account));
            },
            cancellationToken
        );

    /// <summary>Gives an account a new password and ends its sessions; a lock after wrong passwords ends too.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Number of the account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new password, good for one sign-in.</returns>
    public async Task<Result<string>> ResetPasswordAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        var password = PasswordRule.Random();
        var reset = await ChangeAsync(
            actor,
            id,
            "user.reset-password",
            account => account.UserName ?? string.Empty,
            async (_, users, account) =>
            {
                account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
                account.MustChangePassword = true;
                account.LockoutEnd = null;
                account.AccessFailedCount = 0;
                return Saved(await users.UpdateSecurityStampAsync(account));
            },
            cancellationToken
        );
        return reset.Map(_ => password);
    }

    /// <summary>Number of the account with a name.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="name">The name, in any case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<long>> FindAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(actor, cancellationToken);
        return listed.Then(all =>
            all.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
                ? Result<long>.Success(found.Id)
                : new Failure($"there is no user {name}{Spelling.Hint(name, [.. all.Select(account => account.Name)])}")
        );
    }

    private static Failure? Refusal(Actor actor) =>
        actor.May(Permission.Administer) ? null : new Failure($"{actor.Name} may not administer users");

    private static AccountSummary Summary(Account account, DateTimeOffset now) =>
        new(
            account.Id,
            account.UserName ?? string.Empty,
            account.Role,
            account.IsDisabled,
            account.LockoutEnd > now ? account.LockoutEnd : null,
            account.MustChangePassword,
            account.PasswordHash is not null,
            account.LastSignInAt,
            account.CreatedAt,
            account.CreatedBy
        );

    private static Result<Done> Saved(IdentityResult result) =>
        result.Succeeded ? Done.Value : new Failure(string.Join("; ", result.Errors.Select(error => error.Description.TrimEnd('.'))));

    private async Task<Result<Done>> ChangeAsync(
        Actor actor,
        long id,
        string action,
        Func<Account, string> detail,
        Func<AccountContext, UserManager<Account>, Account, Task<Result<Done>>> change,
        CancellationToken cancellationToken
    )
    {
        if (Refusal(actor) is { } refused)
        {
            return refused;
        }

        var changed = await accounts.ChangeAsync<Done>(
            async (context, users) =>
            {
                await LastAdministrator.TakeTurnAsync(context, cancellationToken);
                if (await context.Users.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } account)
                {
                    return new Failure($"there is no account {id}");
                }

                var what = detail(account);
                var made = await change(context, users, account);
                return made.Failure is { } failure ? failure : await audit.AppendAsync(actor, action, what, cancellationToken);
            },
            cancellationToken
        );
        directory.Renew(id);
        return changed;
    }
}
