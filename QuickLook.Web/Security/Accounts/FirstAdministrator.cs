using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Web.Security.Accounts;

/// <summary>Makes the one account with which all others are made.</summary>
internal sealed class FirstAdministrator(AccountDatabase accounts, AuditStore audit, IOptions<SecurityOptions> options, TimeProvider time)
{
    private const long Lock = 0x514C_6669_7273_7461; // "QLfirsta" as a number

    /// <summary>Makes it when there is no account at all; of several services that start at once, one does it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What to say in the console; null when there are accounts already.</returns>
    public Task<Result<string?>> EnsureAsync(CancellationToken cancellationToken) =>
        accounts.ChangeAsync<string?>(
            async (context, users) =>
            {
                await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);
                if (await context.Users.AnyAsync(cancellationToken))
                {
                    return Result<string?>.Success(null);
                }

                var name = options.Value.FirstAdmin;
                var password = options.Value.FirstPassword ?? PasswordRule.Random();
                var account = new Account
                {
                    UserName = name,
                    Role = Role.Admin,
                    MustChangePassword = true,
                    CreatedAt = time.GetUtcNow(),
                    CreatedBy = Actor.System.Name,
                };
                var created = await users.CreateAsync(account, password);
                if (!created.Succeeded)
                {
                    return new Failure(string.Join("; ", created.Errors.Select(error => error.Description)), "first administrator");
                }

                var recorded = await audit.AppendAsync(
                    Actor.System,
                    "user.create",
                    $"{name} as admin, the first account",
                    cancellationToken
                );
                return recorded.Failure is { } unrecorded ? unrecorded : Result<string?>.Success(Text(name, password));
            },
            cancellationToken
        );

    private string Text(string name, string password) =>
        options.Value.FirstPassword is null
            ? $"First sign-in: name {name}, password {password} (shown only now; it is changed at the first sign-in)"
            : $"First sign-in: name {name}, the password of the environment (it is changed at the first sign-in)";
}
