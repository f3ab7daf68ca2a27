using System.Collections.Immutable;

namespace QuickLook.Core.Storage.Processes;

/// <summary>What processes can be filtered by.</summary>
/// <param name="Flavors">Every flavor that an exposure has, by name.</param>
/// <param name="Engines">Every engine that has run or was asked for, by name.</param>
public sealed record ProcessChoices(ImmutableArray<string> Flavors, ImmutableArray<string> Engines);
