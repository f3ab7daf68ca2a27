using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Schema;

/// <summary>One processing of one exposure; its number is on screens and in paths.</summary>
internal sealed class ProcessRow : IEntityTypeConfiguration<ProcessRow>
{
    public long Id { get; set; }

    public long ExposureId { get; set; }

    public RunState State { get; set; }

    public Quality Quality { get; set; }

    /// <summary>Why it did not succeed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    public string Engine { get; set; } = string.Empty;

    public string EngineVersion { get; set; } = string.Empty;

    /// <summary>Hash of the mappings that judge it; empty before it starts.</summary>
    public string MappingHash { get; set; } = string.Empty;

    /// <summary>Engine that was asked for; empty for the one that the configuration gives the flavor.</summary>
    public string RequestedEngine { get; set; } = string.Empty;

    /// <summary>What of the configuration it was processed with, as JSON; empty before it starts.</summary>
    public string Configuration { get; set; } = string.Empty;

    /// <summary>Where results that were computed elsewhere come from; empty for own ones.</summary>
    public string ImportedFrom { get; set; } = string.Empty;

    /// <summary>When its products were removed from disk; null while they are there.</summary>
    public DateTimeOffset? ProductsRemovedAt { get; set; }

    /// <summary>When its run logs were removed from disk; null while they are there.</summary>
    public DateTimeOffset? LogsRemovedAt { get; set; }

    public ProcessLane Lane { get; set; }

    /// <summary>Order within the lane, ascending.</summary>
    public long QueueOrder { get; set; }

    /// <summary>Cameras that the configuration expected when it was queued.</summary>
    public string[] ExpectedCameras { get; set; } = [];

    public DateTimeOffset ArrivedAt { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string RequestedBy { get; set; } = string.Empty;

    public ExposureRow Exposure { get; set; } = null!;

    public List<CameraRunRow> Cameras { get; set; } = [];

    public void Configure(EntityTypeBuilder<ProcessRow> builder)
    {
        builder.HasWord(row => row.State);
        builder.HasWord(row => row.Quality);
        builder.Property(row => row.Lane).HasConversion<short>();
        builder.HasOne(row => row.Exposure).WithMany().HasForeignKey(row => row.ExposureId);
        builder.HasMany(row => row.Cameras).WithOne().HasForeignKey(row => row.ProcessId);

        // One live process per exposure; also the index of "latest process of this exposure".
        builder
            .HasIndex(row => row.ExposureId)
            .IsUnique()
            .HasFilter("state in ('queued', 'running')")
            .HasDatabaseName("ix_process_active");
        builder.HasIndex(row => new { row.ExposureId, row.Id });
        builder.HasIndex(row => new { row.Lane, row.QueueOrder }).HasFilter("state = 'queued'");
        builder.HasIndex(row => row.EndedAt);
    }
}
