namespace QuickLook.Core.Storage.Service;

/// <summary>A setting that commands change.</summary>
/// <param name="Value">Its value.</param>
/// <param name="ChangedAt">Since when.</param>
/// <param name="ChangedBy">By whom.</param>
public sealed record StoredSetting(string Value, DateTimeOffset ChangedAt, string ChangedBy);
