using System.Collections.Immutable;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Collects faults while files are read, so that one pass reports all of them.</summary>
internal sealed class FaultList
{
    // A file of nonsense must not fill memory and screen.
    private const int Most = 200;

    private readonly List<MappingFault> faults = [];

    public bool IsEmpty => faults.Count == 0;

    public ImmutableArray<MappingFault> All => [.. faults];

    public void Add(LocatedJson at, string reason) => Add(new MappingFault(at.File, at.Path, at.Line, reason));

    public void Add(MappingFault fault)
    {
        if (faults.Count < Most)
        {
            faults.Add(fault);
        }
    }
}
