using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>A value of a merged document that is followed over time.</summary>
internal sealed class TrendValueRow : IEntityTypeConfiguration<TrendValueRow>
{
    public long CameraRunId { get; set; }

    /// <summary>Key of the metric: <c>noise</c>.</summary>
    public string Key { get; set; } = string.Empty;

    public string Camera { get; set; } = string.Empty;

    /// <summary>Modified Julian Date of the exposure's start.</summary>
    public double Mjd { get; set; }

    /// <summary>One element for a single value, one per amplifier or axis otherwise; null elements were not computed.</summary>
    public double?[] Values { get; set; } = [];

    public void Configure(EntityTypeBuilder<TrendValueRow> builder)
    {
        builder.HasKey(row => new { row.CameraRunId, row.Key });
        builder.HasOne<CameraRunRow>().WithMany().HasForeignKey(row => row.CameraRunId);
        builder.Property(row => row.Camera).HasMaxLength(2);
        builder.HasIndex(row => new
        {
            row.Camera,
            row.Key,
            row.Mjd,
        });
    }
}
