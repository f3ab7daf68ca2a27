using System.Collections.Frozen;
using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Steps;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>
/// Which variants the native engine works with: the one place where they are chosen. There are two profiles: QuickLook's own, and one that
/// follows desi_quicklook where a right value differs from the original's (pipeline.md 7.2). Immutable.
/// </summary>
public sealed record EngineProfile
{
    private EngineProfile(
        string name,
        StatusRule rule,
        ImmutableArray<IRecipeStep> steps,
        FrozenDictionary<string, IQualityTest> tests,
        bool leavesOutKnownDefects
    )
    {
        Name = name;
        Rule = rule;
        Steps = steps;
        Tests = tests;
        LeavesOutKnownDefects = leavesOutKnownDefects;
    }

    /// <summary>QuickLook's own: values as they should be, each judged at its own position, known defects left out. The default.</summary>
    public static EngineProfile QuickLook { get; } =
        new(
            "quicklook",
            StatusRule.ByPosition,
            RecipeSteps.With(LineSelection.Inside),
            QualityTestCatalog.All,
            leavesOutKnownDefects: true
        );

    /// <summary>For people who move from the original and want its numbers to compare with, defects included.</summary>
    public static EngineProfile Desispec { get; } =
        new(
            "desispec",
            StatusRule.ByRank,
            RecipeSteps.With(LineSelection.Original),
            QualityTestCatalog.Original,
            leavesOutKnownDefects: false
        );

    /// <summary>All profiles, the default first.</summary>
    public static ImmutableArray<EngineProfile> All { get; } = [QuickLook, Desispec];

    /// <summary>Name in configuration and documents.</summary>
    public string Name { get; }

    /// <summary>How values are judged.</summary>
    public StatusRule Rule { get; }

    /// <summary>The quality tests by name. A recipe may name one that only another profile has; then it is skipped.</summary>
    public FrozenDictionary<string, IQualityTest> Tests { get; internal init; }

    /// <summary>True when fibers and amplifiers that the mapping calls broken are left out of judgement, as the original cannot.</summary>
    public bool LeavesOutKnownDefects { get; }

    /// <summary>The steps, in the order in which recipes use them; a step that has variants is made here with the one of this profile.</summary>
    internal ImmutableArray<IRecipeStep> Steps { get; init; }

    /// <summary>Reads a name, in any case.</summary>
    /// <param name="name">What is written.</param>
    /// <returns>The profile, or a reason that lists all names.</returns>
    public static Result<EngineProfile> Parse(string? name)
    {
        var written = name?.Trim() ?? string.Empty;
        if (All.FirstOrDefault(profile => profile.Name.Equals(written, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        string[] names = [.. All.Select(profile => profile.Name)];
        return new Failure($"'{written}' is not a profile of the engine: {string.Join(" or ", names)}{Spelling.Hint(written, names)}");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The step of this name; null when there is none.</summary>
    /// <param name="name">Name as in recipes.</param>
    internal IRecipeStep? FindStep(string name) => Steps.FirstOrDefault(step => step.Name == name);
}
