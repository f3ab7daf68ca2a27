using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>
/// The names that a recipe may use, supplied by the rooms that own them, so that this room needs no list of steps or tests.
/// </summary>
/// <param name="Steps">Names of the processing steps that the engine runs.</param>
/// <param name="Tests">Names of the quality tests that the engine computes.</param>
public sealed record MappingVocabulary(ImmutableArray<string> Steps, ImmutableArray<string> Tests);
