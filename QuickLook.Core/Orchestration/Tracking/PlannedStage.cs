using System.Collections.Immutable;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>A stage and the recipe steps that the engine runs in it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Steps">Its steps; empty when none of them is in the recipe.</param>
internal sealed record PlannedStage(StageMapping Stage, ImmutableArray<RecipeStep> Steps)
{
    /// <summary>Units of work: steps and their tests; at least 1.</summary>
    public int Units => Math.Max(1, Steps.Sum(step => 1 + step.Tests.Length));
}
