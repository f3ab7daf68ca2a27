using System.Collections.Immutable;
using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What retention would remove at one moment.</summary>
/// <param name="Policy">The policy it follows; what it would do is found also while it is off.</param>
/// <param name="Items">What goes, oldest first; at most <see cref="MostProcesses"/>, the rest in a later turn.</param>
/// <param name="FreePercent">Free space on the volume of the reductions before it; null when it cannot be read.</param>
/// <param name="IsShort">True when even after it less is free than the policy asks for: what is left is protected.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record RetentionPlan(
    RetentionPolicy Policy,
    ImmutableArray<RetentionItem> Items,
    double? FreePercent,
    bool IsShort,
    DateTimeOffset MadeAt
)
{
    /// <summary>Most processes of one turn.</summary>
    public const int MostProcesses = 500;

    /// <summary>Bytes that go.</summary>
    public long Bytes => Items.Sum(item => item.Bytes);
}
