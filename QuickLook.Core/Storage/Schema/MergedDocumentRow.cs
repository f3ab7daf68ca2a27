using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>The merged QA document of a camera's run, once, compressed; apart from the run so that lists never read it.</summary>
internal sealed class MergedDocumentRow : IEntityTypeConfiguration<MergedDocumentRow>
{
    public long CameraRunId { get; set; }

    /// <summary>The document as written, UTF-8 JSON, gzip.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Bytes before compression.</summary>
    public int PlainBytes { get; set; }

    /// <summary>The file, relative to the output root.</summary>
    public string Path { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<MergedDocumentRow> builder)
    {
        builder.HasKey(row => row.CameraRunId);
        builder.HasOne<CameraRunRow>().WithOne().HasForeignKey<MergedDocumentRow>(row => row.CameraRunId);
    }
}
