using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>The engines that runs may ask for by name. Thread-safe; a run keeps the engine that it began with.</summary>
public interface IEngineRack
{
    /// <summary>Their definitions, in the order of the configuration.</summary>
    ImmutableArray<EngineDefinition> Definitions { get; }

    /// <summary>The engine of a name.</summary>
    /// <param name="name">As in the configuration.</param>
    /// <returns>The engine, or a reason that lists all names.</returns>
    Result<IPipelineEngine> Find(string name);

    /// <summary>Puts other engines up, from the next run on.</summary>
    /// <param name="definitions">At least one; checked before (<see cref="EngineDefinition"/>).</param>
    void Replace(ImmutableArray<EngineDefinition> definitions);
}
