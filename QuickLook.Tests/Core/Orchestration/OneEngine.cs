using System.Collections.Immutable;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>A rack on which every name of the configuration is the engine of the test.</summary>
public sealed class OneEngine(IPipelineEngine engine) : IEngineRack
{
    public ImmutableArray<EngineDefinition> Definitions { get; private set; } = [EngineDefinition.Native];

    public Result<IPipelineEngine> Find(string name) =>
        Definitions.Any(definition => definition.Name == name)
            ? Result<IPipelineEngine>.Success(engine)
            : new Failure($"there is no engine '{name}'");

    public void Replace(ImmutableArray<EngineDefinition> definitions) => Definitions = definitions;
}
