using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QuickLook.Web.Security.Accounts;

/// <summary>For <c>dotnet ef migrations add</c>, which needs a model but no database.</summary>
internal sealed class AccountDesignTime : IDesignTimeDbContextFactory<AccountContext>
{
    /// <inheritdoc/>
    public AccountContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<AccountContext>()
                .UseNpgsql("Host=localhost", npgsql => npgsql.MigrationsHistoryTable(AccountContext.History, AccountContext.Schema))
                .Options
        );
}
