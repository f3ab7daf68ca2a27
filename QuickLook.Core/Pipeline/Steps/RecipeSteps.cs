using System.Collections.Immutable;
using QuickLook.Core.Reduction.ArcLines;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>The steps that the native engine has.</summary>
internal static class RecipeSteps
{
    /// <summary>The steps in the order in which recipes use them; <see cref="EngineProfile"/> says which variants a run has.</summary>
    /// <param name="lamps">Which lamp lines are looked for.</param>
    public static ImmutableArray<IRecipeStep> With(LineSelection lamps) =>
        [
            new InitializeStep(),
            new PreprocStep(),
            new FlexureStep(),
            new ExtractStep(),
            new ResolutionFitStep(lamps),
            new ComputeFiberFlatStep(),
            new ApplyFiberFlatStep(),
            new SkySubtractionStep(),
            new FluxCalibrationStep(),
        ];
}
