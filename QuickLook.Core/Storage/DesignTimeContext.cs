using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QuickLook.Core.Storage;

/// <summary>For <c>dotnet ef migrations add</c>, which needs a model but no database.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<QuickLookDbContext>
{
    /// <inheritdoc/>
    public QuickLookDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<QuickLookDbContext>().UseNpgsql("Host=localhost").Options);
}
