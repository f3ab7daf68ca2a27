namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What retention removes of one process.</summary>
/// <param name="Item">The process and what it has on disk.</param>
/// <param name="Products">True when its products go.</param>
/// <param name="Logs">True when its run logs go.</param>
/// <param name="Why">The rule: <c>older than 30 days</c>, <c>space is short</c>.</param>
public sealed record RetentionItem(ClearItem Item, bool Products, bool Logs, string Why)
{
    /// <summary>Bytes that go.</summary>
    public long Bytes => (Products ? Item.ProductBytes : 0) + (Logs ? Item.LogBytes : 0);
}
