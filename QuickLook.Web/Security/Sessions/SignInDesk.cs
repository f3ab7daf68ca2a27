using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Sessions;

/// <summary>Checks names and passwords, counts wrong ones, and lets people choose new ones. Everything that happens here is on record.</summary>
public sealed class SignInDesk(
    AccountDatabase accounts,
    AccountDirectory directory,
    AuditStore audit,
    IOptions<SecurityOptions> options,
    TimeProvider time
)
{
    // One answer for an unknown name and a wrong password: which names exist is nobody's business.
    private static readonly Failure Wrong = new("The name or the password is wrong.");

    private static readonly PasswordHasher<Account> Hasher = new();
    private static readonly string DecoyHash = Hasher.HashPassword(new Account(), PasswordRule.Random());

    /// <summary>Checks a name and a password.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="source">Network address that it comes from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The account, whose session may begin; or a sentence for the person.</returns>
    public Task<Result<KnownAccount>> SignInAsync(string? name, string? password, string source, CancellationToken cancellationToken) =>
        CheckAsync(name, password, source, isSignIn: true, cancellationToken);

    /// <summary>Replaces a person's password by one of the person's own choice; all other sessions of the person end.</summary>
    /// <param name="id">Number of the account.</param>
    /// <param name="old">The password so far.</param>
    /// <param name="chosen">The new one.</param>
    /// <param name="source">Network address that it comes from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<KnownAccount>> ChangePasswordAsync(
        long id,
        string? old,
        string? chosen,
        string source,
        CancellationToken cancellationToken
    )
    {
        if ((await directory.FindAsync(id, cancellationToken)).Or(null) is not { } known)
        {
            return new Failure("The account cannot be looked up now; try again in a moment.");
        }

        var check = await CheckAsync(known.Name, old, source, isSignIn: false, cancellationToken);
        if (check.Failure is { } refused)
        {
            return refused == Wrong ? new Failure("The present password is wrong.") : refused;
        }

        if (PasswordRule.Check(chosen, known.Name).Failure is { } weak)
        {
            return new Failure(Sentence(weak.Reason));
        }

        if (chosen == old)
        {
            return new Failure("The new password is the present one; choose another.");
        }

        var changed = await accounts.ChangeAsync<KnownAccount>(
            async (context, users) =>
            {
                if (await AccountRows.LockAsync(context, users.NormalizeName(known.Name), cancellationToken) is not { } account)
                {
                    return new Failure("The account is gone.");
                }

                account.PasswordHash = users.PasswordHasher.HashPassword(account, chosen!);
                account.MustChangePassword = false;
                var saved = await users.UpdateSecurityStampAsync(account);
                if (!saved.Succeeded)
                {
                    return new Failure(string.Join("; ", saved.Errors.Select(error => error.Description)));
                }

                var who = new Actor(known.Name, Permission.None, source);
                var recorded = await audit.AppendAsync(who, "user.password", "chose a new password", cancellationToken);
                return recorded.Failure is { } unrecorded ? unrecorded : KnownAccount.Of(account);
            },
            cancellationToken
        );
        directory.Renew(id);
        return changed;
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";

    private async Task<Result<KnownAccount>> CheckAsync(
        string? name,
        string? password,
        string source,
        bool isSignIn,
        CancellationToken cancellationToken
    )
    {
        var typed = (name ?? string.Empty).Trim();
        if (typed.Length is 0 or > AccountName.Longest || string.IsNullOrEmpty(password) || password.Length > PasswordRule.Longest)
        {
            return Wrong;
        }

        var checkedOut = await accounts.ChangeAsync(
            async (context, users) =>
            {
                var account = await AccountRows.LockAsync(context, users.NormalizeName(typed), cancellationToken);
                return Result<Outcome>.Success(await JudgeAsync(users, account, password, isSignIn));
            },
            cancellationToken
        );
        if (!checkedOut.TryGet(out var outcome, out var failure))
        {
            return failure;
        }

        var who = new Actor(outcome.Account?.Name ?? typed, Permission.None, source);
        foreach (var (action, detail) in outcome.Records)
        {
            if ((await audit.AppendAsync(who, action, detail, cancellationToken)).Failure is { } unrecorded)
            {
                return unrecorded;
            }
        }

        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }

        directory.Renew(outcome.Account!.Id);
        return outcome.Account;
    }

    private async Task<Outcome> JudgeAsync(UserManager<Account> users, Account? account, string password, bool isSignIn)
    {
        if (account?.PasswordHash is null)
        {
            // As slow as a real check, so that the time does not tell which names exist.
            Hasher.VerifyHashedPassword(new Account(), DecoyHash, password);
            return new Outcome(null, Wrong, [("sign-in.failed", account is null ? "no such name" : "signs in with the provider")]);
        }

        if (await users.IsLockedOutAsync(account))
        {
            return new Outcome(KnownAccount.Of(account), Locked(), [("sign-in.failed", "locked")]);
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            return await users.IsLockedOutAsync(account)
                ? new Outcome(
                    KnownAccount.Of(account),
                    Locked(),
                    [
                        ("sign-in.failed", "wrong password"),
                        ("user.lock-out", $"after {options.Value.FailuresBeforeLockOut} wrong passwords"),
                    ]
                )
                : new Outcome(KnownAccount.Of(account), Wrong, [("sign-in.failed", "wrong password")]);
        }

        if (account.IsDisabled)
        {
            var disabled = new Failure("This account is disabled; an administrator can enable it.");
            return new Outcome(KnownAccount.Of(account), disabled, [("sign-in.failed", "disabled")]);
        }

        account.LastSignInAt = isSignIn ? time.GetUtcNow() : account.LastSignInAt;
        account.AccessFailedCount = 0;
        await users.UpdateAsync(account);
        return new Outcome(KnownAccount.Of(account), null, isSignIn ? [("sign-in", string.Empty)] : []);
    }

    private Failure Locked() =>
        new(
            $"Too many wrong passwords: the account is locked for {options.Value.LockOut.TotalMinutes:0} minutes. An administrator can unlock it sooner."
        );

    private sealed record Outcome(KnownAccount? Account, Failure? Refusal, (string Action, string Detail)[] Records);
}
