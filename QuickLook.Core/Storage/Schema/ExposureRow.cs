using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>An exposure, once, whatever happens to it. Null means that the header does not say.</summary>
internal sealed class ExposureRow : IEntityTypeConfiguration<ExposureRow>
{
    public long Id { get; set; }

    public ExposureOrigin Origin { get; set; }

    public int Expid { get; set; }

    /// <summary>The header's night, or the folder's where the header has none.</summary>
    public DateOnly Night { get; set; }

    /// <summary>The folder's night; a difference from <see cref="Night"/> was reported as a warning.</summary>
    public DateOnly FolderNight { get; set; }

    /// <summary>As written in the header; empty when it could not be read.</summary>
    public string Flavor { get; set; } = string.Empty;

    public string Program { get; set; } = string.Empty;

    public int? Tile { get; set; }

    public DateTimeOffset? ObservedAt { get; set; }

    public double? ExposureSeconds { get; set; }

    public double? Airmass { get; set; }

    public double? SeeingArcsec { get; set; }

    public double? TelescopeRaDegrees { get; set; }

    public double? TelescopeDecDegrees { get; set; }

    /// <summary>Cameras in the raw file, <c>b0</c> to <c>z9</c>.</summary>
    public string[] Cameras { get; set; } = [];

    public string RawPath { get; set; } = string.Empty;

    public long RawBytes { get; set; }

    public DateTimeOffset RawModifiedAt { get; set; }

    public ArrivalState Arrival { get; set; }

    /// <summary>Why it is broken; empty otherwise.</summary>
    public string ArrivalReason { get; set; } = string.Empty;

    public DateTimeOffset DiscoveredAt { get; set; }

    /// <summary>The process that a person made the exposure's answer; null for the newest that succeeded.</summary>
    public long? PinnedProcessId { get; set; }

    public string PinnedBy { get; set; } = string.Empty;

    /// <summary>When its raw file was removed on purpose; null otherwise.</summary>
    public DateTimeOffset? RawRemovedAt { get; set; }

    public void Configure(EntityTypeBuilder<ExposureRow> builder)
    {
        builder.HasWord(row => row.Origin);
        builder.HasWord(row => row.Arrival);
        builder.HasIndex(row => new { row.Origin, row.Expid }).IsUnique();
        builder.HasIndex(row => row.Night);
        builder.HasOne<ProcessRow>().WithMany().HasForeignKey(row => row.PinnedProcessId);
        builder.ToTable(table => table.HasCheckConstraint("ck_exposure_expid", "expid between 0 and 99999999"));
    }
}
