using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace QuickLook.Web.Security.Accounts;

/// <summary>Registers accounts alone: what the service and <c>reset-password</c> have in common. Needs the storage room.</summary>
public static class AccountRegistration
{
    /// <summary>Adds the accounts and what is done to them.</summary>
    /// <param name="services">Where to.</param>
    public static IServiceCollection AddQuickLookAccounts(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>();
        services.AddSingleton<AccountDatabase>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<UserAdministration>();
        services.AddScoped(provider => provider.GetRequiredService<AccountDatabase>().CreateContext());
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.User.AllowedUserNameCharacters = AccountName.Characters;

                // PasswordRule says more, and in words.
                identity.Password.RequiredLength = PasswordRule.Shortest;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.AllowedForNewUsers = true;
            })
            .AddEntityFrameworkStores<AccountContext>();
        services
            .AddOptions<IdentityOptions>()
            .Configure<IOptions<SecurityOptions>>(
                (identity, security) =>
                {
                    identity.Lockout.MaxFailedAccessAttempts = security.Value.FailuresBeforeLockOut;
                    identity.Lockout.DefaultLockoutTimeSpan = security.Value.LockOut;
                }
            );
        return services;
    }
}
