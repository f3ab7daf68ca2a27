using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>What screens need of an exposure's fibermap: one element per fiber, all arrays equally long.</summary>
internal sealed class FibermapRow : IEntityTypeConfiguration<FibermapRow>
{
    public long ExposureId { get; set; }

    public string Path { get; set; } = string.Empty;

    public int[] Fiber { get; set; } = [];

    public double[] RaDegrees { get; set; } = [];

    public double[] DecDegrees { get; set; } = [];

    public string[] ObjectType { get; set; } = [];

    public void Configure(EntityTypeBuilder<FibermapRow> builder)
    {
        builder.HasKey(row => row.ExposureId);
        builder.HasOne<ExposureRow>().WithOne().HasForeignKey<FibermapRow>(row => row.ExposureId);
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_fibermap_lengths",
                "cardinality(ra_degrees) = cardinality(fiber) and cardinality(dec_degrees) = cardinality(fiber) "
                    + "and cardinality(object_type) = cardinality(fiber)"
            )
        );
    }
}
