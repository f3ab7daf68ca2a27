using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>What a process works with from its beginning to its end, whatever is changed meanwhile.</summary>
/// <param name="Mappings">What it is judged by.</param>
/// <param name="EngineName">The engine by name.</param>
/// <param name="Engine">The engine, or why there is none.</param>
/// <param name="Usual">How long such processes take.</param>
/// <param name="TimeLimit">How long each of its cameras may run.</param>
/// <param name="Configuration">The configuration in force when it began, as JSON.</param>
internal sealed record ProcessSetup(
    MappingSet Mappings,
    string EngineName,
    Result<IPipelineEngine> Engine,
    UsualDuration Usual,
    TimeSpan TimeLimit,
    string Configuration
);
