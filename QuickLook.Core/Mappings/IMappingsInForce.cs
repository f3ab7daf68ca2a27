namespace QuickLook.Core.Mappings;

/// <summary>The mapping set that runs are judged by from now on. Safe to read from any thread.</summary>
public interface IMappingsInForce
{
    /// <summary>The last valid set.</summary>
    MappingSet Current { get; }

    /// <summary>The set or the faults of its files have changed; raised after both can be read. Handlers must be quick and must not throw.</summary>
    event Action? Changed;
}
