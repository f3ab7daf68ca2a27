using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>What is done and shown for one flavor.</summary>
public sealed record FlavorMapping
{
    /// <summary>The flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>The columns of the screens, in order: what operators call steps (CHECK CCDS, CHECK FIBERS, ...).</summary>
    public required ImmutableArray<StageMapping> Stages { get; init; }

    /// <summary>What the native engine runs, in order. Empty when the file has no recipe (files made for the original).</summary>
    public required ImmutableArray<RecipeStep> Recipe { get; init; }

    /// <summary>Which products its runs write.</summary>
    public ProductChoice Products { get; init; } = ProductChoice.Default;
}
