using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QuickLook.Core.Storage.Schema;

/// <summary>A setting that commands change and a restart must not forget.</summary>
internal sealed class SettingRow : IEntityTypeConfiguration<SettingRow>
{
    public string Key { get; set; } = string.Empty;

    public string Value { get; set; } = string.Empty;

    public DateTimeOffset ChangedAt { get; set; }

    public string ChangedBy { get; set; } = string.Empty;

    public void Configure(EntityTypeBuilder<SettingRow> builder) => builder.HasKey(row => row.Key);
}
