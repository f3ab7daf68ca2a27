using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>What a person wrote about a process. A process with a comment is kept on disk.</summary>
internal sealed class CommentRow : IEntityTypeConfiguration<CommentRow>
{
    public long Id { get; set; }

    public long ProcessId { get; set; }

    public string Author { get; set; } = string.Empty;

    public DateTimeOffset At { get; set; }

    public string Text { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<CommentRow> builder)
    {
        builder.HasOne<ProcessRow>().WithMany().HasForeignKey(row => row.ProcessId);
        builder.HasIndex(row => row.ProcessId);
    }
}
