using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings;

/// <summary>What came of reading a folder of mapping files: a set, or every fault that was found.</summary>
/// <param name="Set">The set; null when there is any fault.</param>
/// <param name="Faults">All faults; empty on success.</param>
/// <param name="Hash">SHA-256 over all files as they were read, valid or not; empty when the folder could not be read.</param>
public sealed record MappingLoad(MappingSet? Set, ImmutableArray<MappingFault> Faults, string Hash)
{
    private const int FaultsInReason = 20;

    /// <summary>The set, or a failure that lists the faults, one a line.</summary>
    public Result<MappingSet> ToResult()
    {
        if (Set is not null)
        {
            return Set;
        }

        var lines = Faults.Take(FaultsInReason).Select(fault => fault.ToString());
        var more = Faults.Length > FaultsInReason ? $"\n... and {Faults.Length - FaultsInReason} more" : string.Empty;
        return new Failure($"the mapping files are not valid:\n{string.Join('\n', lines)}{more}");
    }
}
