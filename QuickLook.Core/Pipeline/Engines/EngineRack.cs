using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>
/// The named engines of a service, made from their definitions. Other definitions may be put up at any time: who holds an engine keeps it, who asks
/// from then on gets the new one. Thread-safe.
/// </summary>
public sealed class EngineRack : IEngineRack
{
    private readonly TimeProvider time;
    private readonly EngineProfile profile;
    private readonly NativeCommand? nativeCommand;
    private readonly NativeEngine native;
    private volatile Snapshot current;

    /// <summary>A rack with the engine that is this code.</summary>
    /// <param name="time">The clock of the engines.</param>
    /// <param name="profile">The variants that the native engine works with.</param>
    /// <param name="nativeCommand">How this program is started for a camera in a child process; null when it cannot be.</param>
    public EngineRack(TimeProvider time, EngineProfile profile, NativeCommand? nativeCommand = null)
    {
        this.time = time;
        this.profile = profile;
        this.nativeCommand = nativeCommand;
        native = new NativeEngine(time, profile);
        current = Make([EngineDefinition.Native]);
    }

    /// <inheritdoc/>
    public ImmutableArray<EngineDefinition> Definitions => current.Definitions;

    /// <inheritdoc/>
    public Result<IPipelineEngine> Find(string name)
    {
        var engines = current.Engines;
        return engines.TryGetValue(name, out var engine)
            ? Result<IPipelineEngine>.Success(engine)
            : new Failure(
                $"there is no engine '{name}': {string.Join(", ", Definitions.Select(definition => definition.Name))}{Spelling.Hint(name, engines.Keys)}"
            );
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public void Replace(ImmutableArray<EngineDefinition> definitions)
    {
        if (definitions.IsDefaultOrEmpty)
        {
            throw new ArgumentException("At least one engine is needed.", nameof(definitions));
        }

        current = Make(definitions);
    }

    private Snapshot Make(ImmutableArray<EngineDefinition> definitions) =>
        new(definitions, definitions.ToImmutableDictionary(definition => definition.Name, MakeEngine, StringComparer.Ordinal));

    private IPipelineEngine MakeEngine(EngineDefinition definition) =>
        definition.Kind switch
        {
            EngineKind.Native => native,
            EngineKind.NativeProcess => new NativeProcessEngine(definition, nativeCommand, profile, time),
            EngineKind.Command => new CommandEngine(definition, time),
            var other => throw new ArgumentOutOfRangeException(nameof(definition), other, "Not a kind of engine."),
        };

    private sealed record Snapshot(ImmutableArray<EngineDefinition> Definitions, ImmutableDictionary<string, IPipelineEngine> Engines);
}
