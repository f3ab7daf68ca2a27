using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Schema;

/// <summary>A line of the pipeline log or of the discovery log.</summary>
internal sealed class LogLineRow : IEntityTypeConfiguration<LogLineRow>
{
    public ServiceLog Log { get; set; }

    /// <summary>Grows with each line; given by the writer, so that writing a line twice stores it once.</summary>
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public RunLogLevel Level { get; set; }

    public Quality Verdict { get; set; }

    /// <summary>Empty for the service or a whole process.</summary>
    public string Camera { get; set; } = string.Empty;

    public string Logger { get; set; } = string.Empty;

    public string Text { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<LogLineRow> builder)
    {
        builder.HasWord(row => row.Log);
        builder.HasWord(row => row.Level);
        builder.HasWord(row => row.Verdict);
        builder.HasKey(row => new { row.Log, row.Id });
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
