using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Schema;

/// <summary>A change of state of a process or of one of its cameras: when, and why. Never changed, never removed.</summary>
internal sealed class TransitionRow : IEntityTypeConfiguration<TransitionRow>
{
    public long Id { get; set; }

    public long ProcessId { get; set; }

    /// <summary>The camera; empty for the process.</summary>
    public string Camera { get; set; } = string.Empty;

    /// <summary>Attempt of the camera, from 1; 0 for the process.</summary>
    public int Attempt { get; set; }

    /// <summary>The new state.</summary>
    public RunState State { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Why; empty where the state says it all.</summary>
    public string Reason { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<TransitionRow> builder)
    {
        builder.HasWord(row => row.State);
        builder.Property(row => row.Camera).HasMaxLength(2);
        builder.HasOne<ProcessRow>().WithMany().HasForeignKey(row => row.ProcessId);

        // Writing a change twice stores it once.
        builder
            .HasIndex(row => new
            {
                row.ProcessId,
                row.Camera,
                row.Attempt,
                row.State,
                row.At,
            })
            .IsUnique();
    }
}
