using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>A command that somebody gave.</summary>
internal sealed class AuditRow : IEntityTypeConfiguration<AuditRow>
{
    /// <summary>Grows with each command; given by the writer, so that writing it twice stores it once.</summary>
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public string Actor { get; set; } = string.Empty;

    /// <summary>Where the actor sat: a network address, <c>command line</c>; empty for the service itself.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>What was asked: <c>pipeline.stop</c>.</summary>
    public string Action { get; set; } = string.Empty;

    public string Detail { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => new { row.Actor, row.At });
    }
}
