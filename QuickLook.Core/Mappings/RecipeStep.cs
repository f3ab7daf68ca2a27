using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace QuickLook.Core.Mappings;

/// <summary>One processing step of a recipe.</summary>
public sealed record RecipeStep
{
    /// <summary>Name as in desi_quicklook's logs: <c>Preproc</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the quality tests that run after it, in order.</summary>
    public required ImmutableArray<string> Tests { get; init; }

    /// <summary>
    /// Parameters of the step by key (<c>B_PEAKS</c>, ...); those of its tests are at <see cref="TestMapping.Parameters"/>.
    /// Treat as read-only; clone before putting a value into a document.
    /// </summary>
    public required ImmutableDictionary<string, JsonNode> Parameters { get; init; }
}
