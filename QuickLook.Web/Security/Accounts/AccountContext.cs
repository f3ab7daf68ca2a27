using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Access;
using QuickLook.Core.Storage;

namespace QuickLook.Web.Security.Accounts;

/// <summary>The tables of accounts, in a schema of their own beside QuickLook's.</summary>
public sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account, long>(options)
{
    /// <summary>The schema.</summary>
    public const string Schema = "identity";

    /// <summary>Where the applied migrations are listed.</summary>
    public const string History = "migration";

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<Account>(account =>
        {
            account.ToTable("account", table => table.HasCheckConstraint("ck_account_role", "role in ('viewer', 'operator', 'admin')"));
            account.Property(row => row.Role).HasConversion(role => Roles.NameOf(role), word => Roles.Parse(word).Value).HasMaxLength(16);
            account.Property(row => row.CreatedBy).HasMaxLength(256);
        });
        builder.Entity<IdentityUserClaim<long>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<long>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<long>>().ToTable("account_token");
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(property.Name == nameof(Account.UserName) ? "name" : SnakeCaseNaming.Of(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(SnakeCaseNaming.Of(key.GetDefaultName() ?? string.Empty));
            }

            foreach (var foreign in entity.GetForeignKeys())
            {
                foreign.SetConstraintName(SnakeCaseNaming.Of(foreign.GetDefaultName() ?? string.Empty));
                foreign.DeleteBehavior = DeleteBehavior.Restrict;
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(SnakeCaseNaming.Of(index.GetDefaultDatabaseName() ?? string.Empty));
            }
        }
    }
}
