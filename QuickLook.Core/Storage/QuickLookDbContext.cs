using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage;

/// <summary>The tables. Used inside this room only; everybody else calls a named query or command of a store.</summary>
internal sealed class QuickLookDbContext(DbContextOptions<QuickLookDbContext> options) : DbContext(options)
{
    public DbSet<ExposureRow> Exposures => Set<ExposureRow>();

    public DbSet<FibermapRow> Fibermaps => Set<FibermapRow>();

    public DbSet<ProcessRow> Processes => Set<ProcessRow>();

    public DbSet<CameraRunRow> CameraRuns => Set<CameraRunRow>();

    public DbSet<MergedDocumentRow> MergedDocuments => Set<MergedDocumentRow>();

    public DbSet<TrendValueRow> TrendValues => Set<TrendValueRow>();

    public DbSet<LogLineRow> LogLines => Set<LogLineRow>();

    public DbSet<AuditRow> Audits => Set<AuditRow>();

    public DbSet<TransitionRow> Transitions => Set<TransitionRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNaming());

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(QuickLookDbContext).Assembly);

        // Nothing vanishes because something else was deleted.
        foreach (var foreign in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetForeignKeys()))
        {
            foreign.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }
}
