using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>The steps that the native engine has.</summary>
internal static class RecipeSteps
{
    private static readonly IRecipeStep[] All = [new InitializeStep(), new PreprocStep()];

    /// <summary>Their names, in the order in which recipes use them.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(step => step.Name)];

    /// <summary>The step of this name; null when there is none.</summary>
    public static IRecipeStep? Find(string name) => Array.Find(All, step => step.Name == name);
}
