using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Schema;

/// <summary>One camera of a process, as its latest attempt left it.</summary>
internal sealed class CameraRunRow : IEntityTypeConfiguration<CameraRunRow>
{
    public long Id { get; set; }

    public long ProcessId { get; set; }

    public string Camera { get; set; } = string.Empty;

    /// <summary>From 1; a report of an older attempt changes nothing.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>How many attempts failed in a way that may pass and were repeated.</summary>
    public int Failures { get; set; }

    /// <summary>Before this moment it is not tried again; null when nothing is waited for.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public RunState State { get; set; }

    public Quality Quality { get; set; }

    public string Reason { get; set; } = string.Empty;

    public string FailedStep { get; set; } = string.Empty;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The run log, relative to the output root; empty when there is none.</summary>
    public string LogPath { get; set; } = string.Empty;

    /// <summary>Stages as <see cref="StageRecord"/>, in order.</summary>
    public List<StageRecord> Stages { get; set; } = [];

    /// <summary>Verdicts as <see cref="TestRecord"/>, in order of judging.</summary>
    public List<TestRecord> Tests { get; set; } = [];

    public void Configure(EntityTypeBuilder<CameraRunRow> builder)
    {
        builder.HasWord(row => row.State);
        builder.HasWord(row => row.Quality);
        builder.Property(row => row.Camera).HasMaxLength(2);
        builder
            .Property(row => row.Stages)
            .HasColumnType("jsonb")
            .HasConversion<JsonListConverter<StageRecord>, JsonListComparer<StageRecord>>();
        builder
            .Property(row => row.Tests)
            .HasColumnType("jsonb")
            .HasConversion<JsonListConverter<TestRecord>, JsonListComparer<TestRecord>>();
        builder.HasIndex(row => new { row.ProcessId, row.Camera }).IsUnique();
        builder.ToTable(table => table.HasCheckConstraint("ck_camera_run_camera", "camera ~ '^[brz][0-9]$'"));
    }
}
