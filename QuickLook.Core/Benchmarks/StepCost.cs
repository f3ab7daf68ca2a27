namespace QuickLook.Core.Benchmarks;

/// <summary>What one step of a run cost.</summary>
/// <param name="Name">A step of the recipe, a quality test, or <c>opening</c> and <c>closing</c> for what comes before and after them.</param>
/// <param name="IsTest">True for quality tests.</param>
/// <param name="Cost">What it cost.</param>
public sealed record StepCost(string Name, bool IsTest, Cost Cost);
