using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What would be removed, found without removing anything.</summary>
/// <param name="Order">What was asked.</param>
/// <param name="Items">Processes with files on disk, newest night first, then by number; those that are refused among them.</param>
/// <param name="Fingerprint">Names exactly this list; clearing takes it, so that what was shown is what is removed.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record ClearPlan(ClearOrder Order, ImmutableArray<ClearItem> Items, string Fingerprint, DateTimeOffset MadeAt)
{
    /// <summary>What is removed.</summary>
    public IEnumerable<ClearItem> Removable => Items.Where(item => item.Refusal is null);

    /// <summary>What is not, with reasons.</summary>
    public IEnumerable<ClearItem> Refused => Items.Where(item => item.Refusal is not null);

    /// <summary>Bytes that are removed.</summary>
    public long Bytes => Removable.Sum(item => item.Bytes);

    /// <summary>Files that are removed.</summary>
    public int Files => Removable.Sum(item => item.Files);
}
